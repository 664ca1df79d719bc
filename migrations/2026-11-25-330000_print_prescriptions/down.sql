drop view read_model.prescription_papers;
alter table doctors drop rqe;
alter table wards drop wing, drop floor;
