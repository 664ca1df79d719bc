revoke insert, delete on allergies from posology_commands;
alter table patients drop column allergies_version;
