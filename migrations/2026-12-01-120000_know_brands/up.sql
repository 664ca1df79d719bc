-- What a brand contains, so that an allergy recorded by it is checked (KNOW-5): people say Novalgina, not metamizole.

create table brands (
    brand text primary key check (brand = fold(brand) and brand <> ''),
    name text not null check (name <> ''),
    substances text[] not null check (cardinality(substances) > 0),
    source text not null check (source <> ''),
    as_of date not null,
    state text not null check (state in ('starter', 'adopted', 'off'))
);
grant select on brands to posology_commands;
comment on table brands is 'Brand names by what they contain (KNOW-5).';
comment on column brands.brand is 'Folded, as it is looked up; name is as it is written.';
comment on column brands.substances is 'Folded generic names of all that any product of the name contains.';
