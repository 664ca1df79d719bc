drop view read_model.non_formulary_requests, read_model.chiefs;
drop table non_formulary_requests;
alter table doctors drop column chief;
