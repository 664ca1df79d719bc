-- Back to an empty database.
drop table sessions, users, doctors, specialties, beds, wards, hospital;
drop function fold(text);
drop extension pg_trgm;
drop extension unaccent;
