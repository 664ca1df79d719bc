drop view read_model.measurements;
drop table measurements;
