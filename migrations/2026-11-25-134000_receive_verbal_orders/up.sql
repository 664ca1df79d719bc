-- In an emergency a doctor orders by voice, and a nurse writes it down and reads it back (VAL-5). It is a prescription
-- of that doctor from then on, with all checks; what was said about the voice is beside it, as a signed prescription
-- never changes (VAL-4), and the doctor countersigns it later.

alter table hospital
    add column countersign_hours smallint not null default 24 check (countersign_hours between 1 and 72),
    add column controlled_by_voice boolean not null default false;
comment on column hospital.countersign_hours is 'Within so many hours a verbal order is to be countersigned (VAL-5).';
comment on column hospital.controlled_by_voice is 'Whether medications of the controlled lists may be ordered by voice; antineoplastics never are (VAL-5).';

create table verbal_orders (
    prescription_id bigint primary key references prescriptions,
    received_by bigint not null references users,
    emergency text not null check (length(emergency) between 1 and 200),
    read_back boolean not null check (read_back),
    countersign_due_at timestamptz not null,
    countersigned_by bigint references users check (countersigned_by <> received_by),
    countersigned_at timestamptz,
    check (num_nonnulls(countersigned_by, countersigned_at) in (0, 2))
);
create index verbal_orders_received_by on verbal_orders (received_by);
create index verbal_orders_countersigned_by on verbal_orders (countersigned_by) where countersigned_by is not null;
create index verbal_orders_waiting on verbal_orders (countersign_due_at) where countersigned_at is null;
comment on table verbal_orders is 'Prescriptions that a doctor gave by voice: who received and read back, why, and when it was countersigned.';
comment on column verbal_orders.emergency is 'Why it could not wait for the doctor to write it.';

grant select, insert on verbal_orders to posology_commands;
grant update (countersigned_by, countersigned_at) on verbal_orders to posology_commands;

create view read_model.verbal_orders as
select
    v.prescription_id, p.doctor_id, d.name as giver_name,
    d.council || '/' || d.registration_state || ' ' || d.registration_number as registration,
    r.name as receiver_name, v.emergency, p.prescribed_at as given_at, v.countersign_due_at, v.countersigned_at,
    pt.id as patient_id, pt.name as patient_name, b.code as bed_code,
    array(select m.name_pt from public.prescription_items i join public.medications m on m.id = i.medication_id
          where i.prescription_id = p.id order by i.number) as medications_pt,
    array(select m.name_en from public.prescription_items i join public.medications m on m.id = i.medication_id
          where i.prescription_id = p.id order by i.number) as medications_en
from public.verbal_orders v
join public.prescriptions p on p.id = v.prescription_id
join public.doctors d on d.id = p.doctor_id
join public.users r on r.id = v.received_by
join public.patients pt on pt.id = p.patient_id
join public.admissions ad on ad.id = p.admission_id
join public.beds b on b.id = ad.bed_id;
comment on view read_model.verbal_orders is 'Each order given by voice, by whom, to whom, and whether it is countersigned.';
grant select on read_model.verbal_orders to posology_queries;

-- Nobody signed a verbal order: the history says who received it.
create or replace view read_model.patient_events as
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
