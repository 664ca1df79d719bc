create or replace view read_model.patient_events as
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

drop view read_model.verbal_orders;
drop table verbal_orders;
alter table hospital
    drop column countersign_hours,
    drop column controlled_by_voice;
