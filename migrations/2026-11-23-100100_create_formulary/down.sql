-- Takes the formulary away again.
drop table medication_specialties, medication_routes, medications, diluents, frequencies, dose_units, form_group_routes, routes, form_groups;
