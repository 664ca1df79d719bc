-- A hard stop that a doctor overrode is looked at by somebody else (CDS-6, WHO-1): who did, when, and what they found.

alter table prescription_alerts
    add column reviewed_by bigint references users,
    add column reviewed_at timestamptz,
    add column review_note text not null default '' check (length(review_note) <= 500),
    add check (num_nonnulls(reviewed_by, reviewed_at) in (0, 2)),
    add check (reviewed_at is null or (severity = 'stop' and not repeated));
create index prescription_alerts_reviewed_by on prescription_alerts (reviewed_by) where reviewed_by is not null;
create index prescription_alerts_unreviewed on prescription_alerts (id) where severity = 'stop' and not repeated and reviewed_at is null;
comment on column prescription_alerts.reviewed_by is 'Who looked at the override afterwards; never its prescriber (WHO-8).';
grant update (reviewed_by, reviewed_at, review_note) on prescription_alerts to posology_commands;

create or replace view read_model.overrides as
select
    a.id, a.prescription_id, a.rule, a.severity, a.what_pt, a.what_en, a.source, a.reason,
    p.prescribed_at, d.name as doctor_name,
    d.council || '/' || d.registration_state || ' ' || d.registration_number as registration,
    pt.id as patient_id, pt.name as patient_name, pt.record_number, b.code as bed_code,
    pt.birth_date, a.reviewed_at, u.name as reviewer_name, a.review_note
from public.prescription_alerts a
join public.prescriptions p on p.id = a.prescription_id
join public.doctors d on d.id = p.doctor_id
join public.patients pt on pt.id = p.patient_id
join public.admissions ad on ad.id = p.admission_id
join public.beds b on b.id = ad.bed_id
left join public.users u on u.id = a.reviewed_by
where a.severity = 'stop' and not a.repeated;
