drop view read_model.overrides, read_model.prescription_alerts;
drop table prescription_alerts, dose_limits, interactions, allergen_terms, beta_lactam_side_chains, allergy_cross_reactivity, allergy_classes;
alter table medications drop column substances, drop column synonyms;
