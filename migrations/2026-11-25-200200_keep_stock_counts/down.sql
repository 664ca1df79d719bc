drop view read_model.counted_places;
drop view read_model.stock_counts;
drop table stock_counts;
