drop view read_model.look_alike_names;
drop table look_alike_names;
