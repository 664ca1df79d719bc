drop view read_model.item_queries;
drop table item_queries;
