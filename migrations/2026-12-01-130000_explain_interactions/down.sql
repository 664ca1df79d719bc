delete from interactions where source = 'starter' or severity = 'notice';
alter table interactions
    drop constraint interactions_source_check,
    add constraint interactions_source_check check (source in ('ONC', 'ANSM')),
    drop constraint interactions_severity_check,
    add constraint interactions_severity_check check (severity in ('contraindicated', 'not_recommended')),
    drop column by_clock,
    drop column advice_pt,
    drop column advice_en,
    add column effect_fr text not null default '';
comment on column interactions.a_names is 'Folded names of the one substance, in both languages.';
