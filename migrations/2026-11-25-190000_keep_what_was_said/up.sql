-- What somebody said once stays as it was said: an answer, a countersignature, a review (PH-3, VAL-5, CDS-6). The program
-- writes each only where there is none yet, and the database holds it to that, whatever a later program does.

create function refuse_other_words() returns trigger language plpgsql as $$
begin
    raise exception '% of % stays as it was said', tg_name, tg_table_name using errcode = 'check_violation';
end $$;
comment on function refuse_other_words is 'For triggers whose condition finds something said once and changed now.';
create trigger answer before update on item_queries for each row
    when (old.answered_at is not null
          and (new.answer, new.answered_by, new.answered_at) is distinct from (old.answer, old.answered_by, old.answered_at))
    execute function refuse_other_words();
create trigger countersignature before update on verbal_orders for each row
    when (old.countersigned_at is not null
          and (new.countersigned_by, new.countersigned_at) is distinct from (old.countersigned_by, old.countersigned_at))
    execute function refuse_other_words();
create trigger review before update on prescription_alerts for each row
    when (old.reviewed_at is not null
          and (new.reviewed_by, new.reviewed_at, new.review_note) is distinct from (old.reviewed_by, old.reviewed_at, old.review_note))
    execute function refuse_other_words();

-- The pharmacy says its word after the chief (WHO-4). What it said before is asked anew; the event of it stays.
update non_formulary_requests set acknowledged_by = null, acknowledged_at = null where approved is not true;
alter table non_formulary_requests
    add constraint non_formulary_requests_chief_first check (acknowledged_at is null or coalesce(approved, false));

-- A draft becomes a prescription of its own stay only, and what waits when the stay ends is discarded by nobody (WHO-7).
alter table prescription_drafts
    drop constraint prescription_drafts_check,
    add constraint prescription_drafts_decided check (
        (status = 'waiting') = (decided_at is null)
        and case status when 'waiting' then decided_by is null when 'signed' then decided_by is not null else true end),
    add column stops_pt text[] not null default '{}' check (array_position(stops_pt, null) is null),
    add column stops_en text[] not null default '{}' check (array_position(stops_en, null) is null);
comment on column prescription_drafts.decided_by is 'Who signed or discarded it; null where its stay ended first.';
comment on column prescription_drafts.stops_pt is 'What it takes out of a prescription without anything in its place.';
update prescription_drafts f set status = 'discarded', decided_at = now(), discard_reason = 'Alta / Discharge'
from admissions a where a.id = f.admission_id and a.discharged_at is not null and f.status = 'waiting';

create function refuse_other_stay() returns trigger language plpgsql as $$
begin
    if not exists (select from prescriptions where id = new.prescription_id and admission_id = new.admission_id) then
        raise exception 'draft % and prescription % are of different stays', new.id, new.prescription_id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger prescription_drafts_stay before insert or update of prescription_id, admission_id on prescription_drafts for each row
    when (new.prescription_id is not null) execute function refuse_other_stay();

create or replace view read_model.drafts as
select
    f.id, f.drafted_by, f.drafted_at, a.specialty_id, a.name as author_name,
    a.council || '/' || a.registration_state || ' ' || a.registration_number as registration,
    f.status, f.decided_at, s.name as decider_name, f.prescription_id, f.discard_reason, f.medications_pt, f.medications_en,
    pt.id as patient_id, pt.name as patient_name, pt.record_number, pt.birth_date, b.code as bed_code,
    f.stops_pt, f.stops_en
from public.prescription_drafts f
join public.doctors a on a.id = f.drafted_by
left join public.doctors s on s.id = f.decided_by
join public.patients pt on pt.id = f.patient_id
join public.admissions ad on ad.id = f.admission_id
join public.beds b on b.id = ad.bed_id;
