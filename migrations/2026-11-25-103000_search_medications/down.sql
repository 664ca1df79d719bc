drop index medications_lower_code;
drop index medications_in_order;
drop index medications_numbers;
drop index medications_names;
drop index medications_search;
alter table medications drop column search, drop column numbers, drop column names;
alter table medications
    add column search text not null generated always as
        (fold(name_pt || ' ' || presentation_pt || ' ' || name_en || ' ' || aliases || ' ' || code)) stored;
create index medications_search on medications using gin (search gin_trgm_ops);
drop function numbers_in(text);
drop function words_in(text);
