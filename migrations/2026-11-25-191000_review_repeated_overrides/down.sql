create or replace view read_model.overrides as
select
    a.id, a.prescription_id, a.rule, a.severity, a.what_pt, a.what_en, a.source, a.reason as reason,
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
comment on column prescription_alerts.decision is 'What exactly was decided: the same one is not asked again of the same doctor in the same stay.';
comment on column prescription_alerts.repeated is 'The doctor had given the reason before in this stay, and was not asked again.';
drop index prescription_alerts_unreviewed;
create index prescription_alerts_unreviewed on prescription_alerts (id) where severity = 'stop' and not repeated and reviewed_at is null;
update prescription_alerts set reviewed_by = null, reviewed_at = null, review_note = '' where repeated;
alter table prescription_alerts drop constraint prescription_alerts_reviewed_stop;
alter table prescription_alerts
    add constraint prescription_alerts_check2 check (reviewed_at is null or (severity = 'stop' and not repeated));
