alter table wards drop column weight_valid_hours;
alter table hospital drop column weight_valid_hours;
