-- Interactions in the hospital's own words: what happens, what to do, and only where it matters (KNOW-6). What is shipped
-- is one list more, beside those that are imported.

alter table interactions
    drop constraint interactions_source_check,
    add constraint interactions_source_check check (source in ('ONC', 'ANSM', 'starter')),
    drop constraint interactions_severity_check,
    add constraint interactions_severity_check check (severity in ('contraindicated', 'not_recommended', 'notice')),
    add column by_clock boolean not null default false,
    add column advice_pt text not null default '',
    add column advice_en text not null default '',
    drop column effect_fr;
comment on column interactions.a_names is 'Folded names of the one substance, in both languages, or of any of a group.';
comment on column interactions.by_clock is 'Only where both are given at fixed times, not as needed.';
comment on column interactions.advice_pt is 'What to do instead; empty where the list says nothing.';

-- What was guessed from French words is said no more.
update interactions set
    effect_pt = case severity when 'contraindicated' then 'A lista da ANSM contraindica este par' else 'A lista da ANSM não recomenda este par' end,
    effect_en = case severity when 'contraindicated' then 'The list of the ANSM rules this pair out' else 'The list of the ANSM advises against this pair' end
where source = 'ANSM';
