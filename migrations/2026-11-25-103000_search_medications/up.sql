-- A doctor finds a medication among thousands by what they type: part of a name in either language, a brand, a
-- code, a strength, with accents and typos forgiven. Each way has an index of its own.

create function words_in(value text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(' ' || fold(value), '[^[:alnum:]]+', ' ', 'g');
comment on function words_in(text) is 'The words of a text, folded, each after one space and without signs: " 5 fu".';

create function numbers_in(value text) returns text
    language sql immutable strict parallel safe
    return ' ' || regexp_replace(value, '[^0-9.,]+|[.,](?![0-9])', ' ', 'g') || ' ';
comment on function numbers_in(text) is 'The numbers of a text as written, each between spaces: " 0,4   8 ".';

drop index medications_search;
alter table medications drop column search;
alter table medications
    add column names text not null generated always as
        (words_in(name_pt) || ' #' || words_in(name_en) || ' @' || words_in(aliases)) stored,
    add column numbers text not null generated always as
        (numbers_in(presentation_pt || ' ' || presentation_en || ' ' || strength)) stored,
    add column search text not null generated always as
        (words_in(name_pt || ' ' || name_en || ' ' || aliases || ' ' || presentation_pt || ' ' || presentation_en || ' ' || code)) stored;
-- Read all day and written now and then: no list of pending entries to go through first.
create index medications_search on medications using gin (search gin_trgm_ops) with (fastupdate = off);
create index medications_names on medications using gin (names gin_trgm_ops) with (fastupdate = off);
create index medications_numbers on medications using gin (numbers gin_trgm_ops) with (fastupdate = off);
-- In the order of a list, for words that nearly all of them have.
create index medications_in_order on medications (left(names, 100), id);
create index medications_lower_code on medications (lower(code));
comment on column medications.names is 'The words of its names: Portuguese # English @ aliases.';
comment on column medications.numbers is 'The numbers of its presentation, each between spaces: a number typed narrows by strength.';
comment on column medications.search is 'The words of all that is said of it.';
