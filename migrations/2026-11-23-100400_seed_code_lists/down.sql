-- Empties the code lists again.
delete from specialties;
delete from diluents;
delete from frequencies;
delete from dose_units;
delete from form_group_routes;
delete from routes;
delete from form_groups;
