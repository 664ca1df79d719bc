drop view read_model.item_events;
drop view read_model.patient_events;
drop view read_model.paper_entries;
drop table paper_follow_ups;
drop table paper_entries;

create view read_model.patient_events as
select
    p.patient_id, p.prescribed_at as at, p.id as number, case when v.prescription_id is null then 'prescribe' else 'verbal_order' end as verb,
    coalesce(r.name, d.name) as user_name, p.id as prescription_id,
    array(select m.name_pt from public.prescription_items i join public.medications m on m.id = i.medication_id
          where i.prescription_id = p.id order by i.number) as medications_pt,
    array(select m.name_en from public.prescription_items i join public.medications m on m.id = i.medication_id
          where i.prescription_id = p.id order by i.number) as medications_en,
    v.emergency as reason,
    null::text as from_bed, null::text as to_bed,
    null::text as allergy_status, '{}'::text[] as allergies
from public.prescriptions p
join public.doctors d on d.id = p.doctor_id
left join public.verbal_orders v on v.prescription_id = p.id
left join public.users r on r.id = v.received_by
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

create view read_model.item_events as
select
    p.id as prescription_id, null::smallint as item_number, p.prescribed_at as at, p.id as number, 'prescribe' as verb,
    d.name as user_name, null::text as from_stage, 'submitted' as to_stage, null::text as category, null::text as reason
from public.prescriptions p
join public.doctors d on d.id = p.doctor_id
union all
select
    e.prescription_id, (s ->> 'item')::smallint, e.at, e.id, e.verb,
    u.name, s ->> 'stage', e.after ->> 'stage', case when e.verb in ('query', 'refuse') then e.after ->> 'category' end, e.after ->> 'reason'
from public.events e
left join public.users u on u.id = e.user_id
left join lateral jsonb_array_elements(case when jsonb_typeof(e.before -> 'items') = 'array' then e.before -> 'items' end) s on true
where e.prescription_id is not null and e.verb <> 'prescribe';
comment on view read_model.item_events is 'What happened to each item of a prescription, and to the whole prescription where there is no item number.';
comment on column read_model.item_events.user_name is 'Who; null for the system itself.';
grant select on read_model.item_events to posology_queries;
