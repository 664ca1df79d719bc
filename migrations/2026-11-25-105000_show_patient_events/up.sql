-- The history on a patient's page: what was prescribed and what happened, to be said in words.
-- A prescription is its own record, signed and immutable, so that one without an event is there too.

create view read_model.patient_events as
select
    p.patient_id, p.prescribed_at as at, p.id as number, 'prescribe' as verb, d.name as user_name, p.id as prescription_id,
    array(select m.name_pt from public.prescription_items i join public.medications m on m.id = i.medication_id
          where i.prescription_id = p.id order by i.number) as medications_pt,
    array(select m.name_en from public.prescription_items i join public.medications m on m.id = i.medication_id
          where i.prescription_id = p.id order by i.number) as medications_en,
    null::text as reason,
    null::text as from_bed, null::text as to_bed,
    null::text as allergy_status, '{}'::text[] as allergies
from public.prescriptions p
join public.doctors d on d.id = p.doctor_id
union all
select
    e.patient_id, e.at, e.id as number, e.verb, u.name as user_name, e.prescription_id,
    case when jsonb_typeof(e.before -> 'items') = 'array' then
        array(select m.name_pt from jsonb_array_elements(e.before -> 'items') s
              join public.prescription_items i on i.prescription_id = e.prescription_id and i.number::text = s ->> 'item'
              join public.medications m on m.id = i.medication_id order by i.number)
    else '{}' end as medications_pt,
    case when jsonb_typeof(e.before -> 'items') = 'array' then
        array(select m.name_en from jsonb_array_elements(e.before -> 'items') s
              join public.prescription_items i on i.prescription_id = e.prescription_id and i.number::text = s ->> 'item'
              join public.medications m on m.id = i.medication_id order by i.number)
    else '{}' end as medications_en,
    e.after ->> 'reason' as reason,
    case when e.verb = 'transfer' then (select b.code from public.beds b where b.id = (e.before ->> 'bed')::bigint) end as from_bed,
    case when e.verb = 'transfer' then (select b.code from public.beds b where b.id = (e.after ->> 'bed')::bigint) end as to_bed,
    case when e.verb = 'record_allergies' then e.after ->> 'status' end as allergy_status,
    case when e.verb = 'record_allergies' and jsonb_typeof(e.after -> 'allergies') = 'array' then
        array(select a ->> 'substance' from jsonb_array_elements(e.after -> 'allergies') a)
    else '{}' end as allergies
from public.events e
left join public.users u on u.id = e.user_id
where e.patient_id is not null and e.verb <> 'prescribe';
comment on view read_model.patient_events is 'What happened to a patient: each prescription, and each other event, with the names that tell it.';
comment on column read_model.patient_events.user_name is 'Who; null for the system itself.';
comment on column read_model.patient_events.medications_pt is 'What was prescribed, or which of the prescription''s items it was about.';
grant select on read_model.patient_events to posology_queries;

-- A patient's page asks for the lines of one patient among thousands.
create index dispatch_lines_settled_patient on read_model.dispatch_lines_settled (patient_id);
