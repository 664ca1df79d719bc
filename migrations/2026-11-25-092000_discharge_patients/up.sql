-- A doctor ends a stay: the bed is free again, and nothing stays open for somebody who has left.
-- Doses that had left the pharmacy's shelf by then are to come back (VAL-4, PH-9).

alter table admissions
    add column discharge_disposition text check (discharge_disposition in (
        'home', 'other-hcf', 'long', 'rehab', 'hosp', 'aadvice', 'exp', 'oth')),
    add column discharge_note text not null default '' check (length(discharge_note) <= 500),
    add column discharged_by bigint references users,
    add check (discharged_at is not null or (discharge_disposition is null and discharged_by is null));
create index admissions_discharged_by on admissions (discharged_by) where discharged_by is not null;
comment on column admissions.discharge_disposition is 'Where the patient went, as FHIR codes Encounter.hospitalization.dischargeDisposition.';

alter table prescription_items add column return_due_at timestamptz;
create index prescription_items_return_due on prescription_items (return_due_at) where return_due_at is not null;
comment on column prescription_items.return_due_at is 'Since when doses are to come back to the pharmacy: it was stopped when they had been separated, dispensed or sent (VAL-4, PH-9).';

grant update (discharged_at, discharge_disposition, discharge_note, discharged_by) on admissions to posology_commands;
grant update (return_due_at) on prescription_items to posology_commands;

create or replace view read_model.suspensions as
select i.id as item_id, i.prescription_id, u.name as user_name, i.stage_since as suspended_at, i.suspension_reason as reason,
    i.return_due_at
from public.prescription_items i
join public.users u on u.id = i.suspended_by
where i.stage = 'suspended';

create view read_model.discharges as
select a.id as admission_id, a.patient_id, a.discharged_at, a.discharge_disposition as disposition, a.discharge_note as note,
    u.name as user_name
from public.admissions a
left join public.users u on u.id = a.discharged_by
where a.discharged_at is not null;
comment on view read_model.discharges is 'Every stay that has ended: when, where to, and who ended it; disposition and user are null for stays ended outside of the program.';
grant select on read_model.discharges to posology_queries;
