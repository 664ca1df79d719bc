drop view read_model.overrides;
alter table prescription_alerts drop column reviewed_by, drop column reviewed_at, drop column review_note;
create view read_model.overrides as
select
    a.id, a.prescription_id, a.rule, a.severity, a.what_pt, a.what_en, a.source, a.reason,
    p.prescribed_at, d.name as doctor_name,
    d.council || '/' || d.registration_state || ' ' || d.registration_number as registration,
    pt.id as patient_id, pt.name as patient_name, pt.record_number, b.code as bed_code
from public.prescription_alerts a
join public.prescriptions p on p.id = a.prescription_id
join public.doctors d on d.id = p.doctor_id
join public.patients pt on pt.id = p.patient_id
join public.admissions ad on ad.id = p.admission_id
join public.beds b on b.id = ad.bed_id
where a.severity = 'stop' and not a.repeated;
comment on view read_model.overrides is 'Hard stops that a doctor overrode: what is to be reviewed.';
grant select on read_model.overrides to posology_queries;
