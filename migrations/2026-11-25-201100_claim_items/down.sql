drop view read_model.claims;
drop table claims;
