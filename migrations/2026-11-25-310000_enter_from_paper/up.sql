-- While the server is down a ward writes on numbered rows of paper, and somebody types them in afterwards. Each row is
-- kept once, with who did it and when, and who typed it and when. Rows are only ever added: a wrong entry is followed by
-- one that points at it, and both stay (SEC-1). Nothing here moves a line or stock: whoever must do that is told to.

create table paper_entries (
    id bigint generated always as identity primary key,
    row_code text not null check (row_code ~ '^[0-9]{22,36}$'),
    patient_id bigint not null references patients,
    admission_id bigint not null,
    item_id bigint references prescription_items,
    act text not null check (act in ('given', 'not_given', 'supplied', 'stopped', 'ordered', 'nothing')),
    reason text check (reason in ('refused', 'fasting', 'away', 'vomited', 'no_access', 'not_there', 'held', 'other')),
    described text not null default '' check (length(described) <= 300),
    note text not null default '' check (length(note) <= 300),
    done_at timestamptz not null,
    done_by bigint references users,
    done_by_name text check (length(done_by_name) between 3 and 120),
    typed_by bigint not null references users,
    typed_at timestamptz not null,
    corrects_id bigint,
    unique (id, row_code),
    constraint corrected_once unique (corrects_id, row_code),
    foreign key (corrects_id, row_code) references paper_entries (id, row_code),
    foreign key (admission_id, patient_id) references admissions (id, patient_id),
    check (num_nonnulls(done_by, done_by_name) = 1),
    check (done_at <= typed_at),
    check ((act = 'not_given') = (reason is not null)),
    check (act <> 'nothing' or corrects_id is not null),
    check (item_id is not null or described <> '' or act = 'nothing')
);
create unique index paper_entries_row_code on paper_entries (row_code) where corrects_id is null;
create index paper_entries_patient_id on paper_entries (patient_id, done_at);
create index paper_entries_admission_id on paper_entries (admission_id, patient_id);
create index paper_entries_item_id on paper_entries (item_id) where item_id is not null;
create index paper_entries_done_by on paper_entries (done_by) where done_by is not null;
create index paper_entries_typed_by on paper_entries (typed_by, id);
create index paper_entries_to_follow_up on paper_entries (id) where act in ('supplied', 'stopped', 'ordered');
comment on table paper_entries is 'What was done on paper while the server was down; append-only, each row of paper once, a correction is a new row.';
comment on column paper_entries.row_code is 'The printed code of the row: of which patient or line, which sheet, which row, with check digits.';
comment on column paper_entries.act is 'What was done; "nothing" only corrects what was entered by mistake.';
comment on column paper_entries.reason is 'Why it was not given (PH-11).';
comment on column paper_entries.described is 'Medication and dose as written, where no prescribed line says it.';
comment on column paper_entries.done_at is 'When it was done, as written on the paper; typed_at is when it was typed.';
comment on column paper_entries.done_by is 'Who did it; done_by_name, as written, for somebody without a log-in.';
comment on column paper_entries.corrects_id is 'The entry of the same row that this one replaces; the first of a row has none.';

create table paper_follow_ups (
    entry_id bigint primary key references paper_entries,
    user_id bigint not null references users,
    at timestamptz not null default now()
);
create index paper_follow_ups_user_id on paper_follow_ups (user_id);
comment on table paper_follow_ups is 'What was stopped, ordered or supplied on paper and has been done properly since, as somebody said.';

grant select, insert on paper_entries, paper_follow_ups to posology_commands;

create view read_model.paper_entries as
select
    e.id, e.row_code, e.patient_id, pt.name as patient_name, pt.birth_date, pt.record_number, b.code as bed_code,
    i.prescription_id, i.number as item_number, m.name_pt as medication_name_pt, m.name_en as medication_name_en,
    e.act, e.reason, e.described, e.note, e.done_at, coalesce(d.name, e.done_by_name) as done_by,
    e.typed_at, t.name as typed_by, e.corrects_id, later.id as corrected_by_id,
    e.act in ('supplied', 'stopped', 'ordered') and later.id is null
        and not exists (select from public.paper_follow_ups f where f.entry_id = e.id)
        and not (e.act = 'stopped' and i.stage in ('suspended', 'returned') and i.suspended_by is not null and not exists (
            with recursive followers as (
                select f.id, f.stage from public.prescription_items f where f.follows_item_id = i.id
                union all
                select f.id, f.stage from followers n join public.prescription_items f on f.follows_item_id = n.id
            )
            -- One that has expired is renewed, and so goes on.
            select from followers where stage not in ('suspended', 'refused', 'returned')
        )) as waits
from public.paper_entries e
join public.patients pt on pt.id = e.patient_id
join public.admissions ad on ad.id = e.admission_id
join public.beds b on b.id = ad.bed_id
join public.users t on t.id = e.typed_by
left join public.users d on d.id = e.done_by
left join public.paper_entries later on later.corrects_id = e.id
left join public.prescription_items i on i.id = e.item_id
left join public.medications m on m.id = i.medication_id;
comment on view read_model.paper_entries is 'What was typed in from paper, with both people and both times.';
comment on column read_model.paper_entries.corrected_by_id is 'The entry that replaces it; null for what counts.';
comment on column read_model.paper_entries.waits is 'Stopped, ordered or supplied on paper, and nobody has said that it is done; what was stopped waits no longer once its line and all that follow it are suspended.';
grant select on read_model.paper_entries to posology_queries;

-- What was done on paper stands in the histories where it happened, with who typed it and when beside it.
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
    null::text as allergy_status, '{}'::text[] as allergies, null::bigint as paper_entry_id
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
    else '{}' end as allergies, null::bigint as paper_entry_id
from public.events e
left join public.users u on u.id = e.user_id
where e.patient_id is not null and e.verb not in ('prescribe', 'enter_from_paper')
union all
select
    e.patient_id, e.done_at as at, e.id as number, 'enter_from_paper' as verb, coalesce(d.name, e.done_by_name) as user_name, i.prescription_id,
    array_remove(array[m.name_pt], null) as medications_pt, array_remove(array[m.name_en], null) as medications_en,
    null::text as reason, null::text as from_bed, null::text as to_bed,
    null::text as allergy_status, '{}'::text[] as allergies, e.id as paper_entry_id
from public.paper_entries e
left join public.users d on d.id = e.done_by
left join public.prescription_items i on i.id = e.item_id
left join public.medications m on m.id = i.medication_id;
comment on column read_model.patient_events.paper_entry_id is 'What was done on paper, told by read_model.paper_entries.';

create or replace view read_model.item_events as
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
where e.prescription_id is not null and e.verb not in ('prescribe', 'enter_from_paper');
