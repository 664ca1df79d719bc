drop table order_set_items;
drop table order_sets;
