drop view read_model.drafts;
drop trigger prescription_drafts_stay on prescription_drafts;
drop function refuse_other_stay();
-- Before, somebody always decided.
update prescription_drafts set decided_by = drafted_by where status = 'discarded' and decided_by is null;
alter table prescription_drafts
    drop column stops_pt,
    drop column stops_en,
    drop constraint prescription_drafts_decided,
    add constraint prescription_drafts_check
        check (num_nonnulls(decided_by, decided_at) = case when status = 'waiting' then 0 else 2 end);
create view read_model.drafts as
select
    f.id, f.drafted_by, f.drafted_at, a.specialty_id, a.name as author_name,
    a.council || '/' || a.registration_state || ' ' || a.registration_number as registration,
    f.status, f.decided_at, s.name as decider_name, f.prescription_id, f.discard_reason, f.medications_pt, f.medications_en,
    pt.id as patient_id, pt.name as patient_name, pt.record_number, pt.birth_date, b.code as bed_code
from public.prescription_drafts f
join public.doctors a on a.id = f.drafted_by
left join public.doctors s on s.id = f.decided_by
join public.patients pt on pt.id = f.patient_id
join public.admissions ad on ad.id = f.admission_id
join public.beds b on b.id = ad.bed_id;
comment on view read_model.drafts is 'Each draft with its author, its patient, and what became of it (WHO-7).';
grant select on read_model.drafts to posology_queries;
alter table non_formulary_requests drop constraint non_formulary_requests_chief_first;
drop trigger review on prescription_alerts;
drop trigger countersignature on verbal_orders;
drop trigger answer on item_queries;
drop function refuse_other_words();
