-- Names that are taken for one another are shown with the letters in capitals that tell them apart (ITEM-12). How a
-- name is written so is data of the hospital, which may follow a custom; the names in the formulary stay as they are.

create table look_alike_names (
    name text primary key check (name <> ''),
    tall_man text not null,
    check (lower(tall_man) = lower(name))
);
comment on table look_alike_names is 'Generic names, in either language, with tall-man letters, for lists and labels (ITEM-12).';
comment on column look_alike_names.name is 'As the formulary has it.';
comment on column look_alike_names.tall_man is 'The same letters, with other capitals: viNCRIstina.';
grant select on look_alike_names to posology_commands;

create view read_model.look_alike_names as select name, tall_man from public.look_alike_names;
comment on view read_model.look_alike_names is 'How lists write names that are taken for one another (ITEM-12).';
grant select on read_model.look_alike_names to posology_queries;
