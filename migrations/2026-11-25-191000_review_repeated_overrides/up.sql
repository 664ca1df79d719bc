-- A hard stop that an earlier reason let pass was overridden all the same: each such prescription is reviewed (CDS-6),
-- with the reason that stood for it.

update prescription_alerts a
set reason = (
    select earlier.reason
    from prescription_alerts earlier
    join prescriptions before on before.id = earlier.prescription_id
    where earlier.decision = a.decision and earlier.id < a.id and earlier.reason is not null
        and before.admission_id = p.admission_id and before.doctor_id = p.doctor_id
    order by earlier.id desc
    limit 1
)
from prescriptions p
where p.id = a.prescription_id and a.repeated and a.reason is null;
alter table prescription_alerts drop constraint prescription_alerts_check2;
alter table prescription_alerts
    add constraint prescription_alerts_reviewed_stop check (reviewed_at is null or severity = 'stop');
drop index prescription_alerts_unreviewed;
create index prescription_alerts_unreviewed on prescription_alerts (id) where severity = 'stop' and reviewed_at is null;
comment on column prescription_alerts.decision is 'What exactly was decided: the same one is not asked again of the same doctor in the same shift and stay.';
comment on column prescription_alerts.repeated is 'The doctor had given the reason before, in the same shift and stay, and was not asked again.';

create or replace view read_model.overrides as
select
    a.id, a.prescription_id, a.rule, a.severity, a.what_pt, a.what_en, a.source, coalesce(a.reason, '') as reason,
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
where a.severity = 'stop';
