drop view read_model.stewardship_requests;
drop table stewardship_requests;
alter table hospital drop column stewardship_release_hours;
alter table medications drop column stewardship;
