drop view read_model.refusals;
drop table item_refusals;
update item_queries set category = 'other' where category in ('renal_hepatic', 'compatibility');
alter table item_queries
    drop constraint item_queries_category_check,
    add constraint item_queries_category_check check (category in
        ('dose', 'route', 'frequency', 'interaction', 'allergy', 'duplicate', 'indication', 'other'));
