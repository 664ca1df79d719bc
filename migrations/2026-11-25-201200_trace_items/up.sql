-- What happened to one line, from signature to bedside, is told from its events and from the ledger: each says who and
-- when, an event from which stage, a movement from which place and which lot.

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
