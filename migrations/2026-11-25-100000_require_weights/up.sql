-- How old a weight may be before doses that rest on it are refused is this hospital's policy, so it is data (PRE-3).

alter table hospital add column weight_valid_hours smallint not null default 168 check (weight_valid_hours > 0);
comment on column hospital.weight_valid_hours is 'Hours that a weight counts as recent: seven days.';

alter table wards add column weight_valid_hours smallint check (weight_valid_hours > 0);
comment on column wards.weight_valid_hours is 'Where weights change faster, as in neonatal and paediatric intensive care; null as in the hospital.';
