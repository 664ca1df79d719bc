drop view read_model.drafts, read_model.prescribers;
drop table prescription_drafts;
alter table doctors drop column supervised;
alter table hospital drop column residents_need_supervisor;
