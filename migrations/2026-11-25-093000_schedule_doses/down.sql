drop table ward_frequency_times;
drop function require_as_many_ward_times();
alter table specialties drop column oncology;
delete from frequencies where code in ('48/48H', '1XSEM', '1XMES');
alter table frequencies drop column cycle, drop column interval_minutes;
