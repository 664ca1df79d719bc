select birth_date, allergy_status from patients where id = :patient;
select substance, fold(substance) from allergies where patient_id = :patient order by substance;
select term, class_code from allergen_terms where term = any(:named);
select distinct substances, allergy_classes from medications where substances && :named;
select id, name_pt, name_en, strength, atc_code, allergy_classes, substances from medications where id = any(:ids);
select m.name_pt, m.name_en, m.strength, m.atc_code, m.allergy_classes, m.substances, i.route_code, i.dose_quantity,
       i.dose_unit_code, f.doses_per_day, i.most_per_day, f.continuous, p.valid_until, i.closed_at, i.stage
    from prescription_items i join prescriptions p on p.id = i.prescription_id
    join medications m on m.id = i.medication_id join frequencies f on f.code = i.frequency_code
    where p.patient_id = :patient and p.valid_until > now() - interval '60 days' and i.id <> all('{}') and i.stage <> 'refused'
    order by i.id;
select exists (select id from interactions);
select source, version, a_names, b_names, severity, conditional, washout_days, effect_pt, effect_en, by_clock, advice_pt, advice_en
    from interactions where (a_names && :new and b_names && :all) or (b_names && :new and a_names && :all) order by id;
select substance, routes, from_age, to_age, from_kg, to_kg, per, basis, maximum, unit_code, severity, source, as_of
    from dose_limits where substance = any(:new) and state <> 'off' order by id;
select * from allergy_classes;
select * from allergy_cross_reactivity;
select * from beta_lactam_side_chains;
select distinct a.decision from prescription_alerts a join prescriptions p on p.id = a.prescription_id
    where p.admission_id = :admission and p.doctor_id = 1 and a.reason is not null;
