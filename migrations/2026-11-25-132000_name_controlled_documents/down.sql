drop view read_model.controlled_items, read_model.controlled_list_rules;
alter table medications drop column controlled_addendum;
drop table controlled_list_rules;
