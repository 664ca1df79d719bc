-- What pages and printouts read. A full refresh costs seconds in a hospital of some years, so
-- the dispatch list has two tiers: a large settled view refreshed now and then, and a small
-- recent one refreshed after each command, whose prescriptions hide their settled selves.

create schema read_model;
create function read_model.fold(value text) returns text
    language sql immutable strict parallel safe
    return public.fold(value);
comment on function read_model.fold(text) is 'As public.fold, for searches of pages.';

comment on schema read_model is 'Everything that pages read; nothing here is a source of truth.';

create table read_model.touched (
    prescription_id bigint not null,
    at timestamptz not null default clock_timestamp(),
    xid xid8 not null default pg_current_xact_id()
);
comment on table read_model.touched is 'Prescriptions changed since the last compaction; appended by each command in its own transaction.';

create table read_model.refreshes (
    number bigint generated always as identity primary key,
    snapshot pg_snapshot not null,
    at timestamptz not null default clock_timestamp(),
    compaction boolean not null default false
);
create index refreshes_at on read_model.refreshes (at);
comment on table read_model.refreshes is 'One row a refresh: what "as of" on pages and paper refers to.';
comment on column read_model.refreshes.snapshot is 'Taken just before the refresh: all that is visible in it is covered.';

create view read_model.lines as
select
    i.prescription_id,
    i.number as item_number,
    i.id as item_id,
    w.id as ward_id,
    w.code as ward_code,
    w.name_pt as ward_name_pt,
    w.name_en as ward_name_en,
    b.code as bed_code,
    pt.id as patient_id,
    pt.record_number,
    pt.name as patient_name,
    pt.birth_date,
    pt.search as patient_search,
    pt.allergy_status,
    array(select a.substance from public.allergies a where a.patient_id = pt.id order by a.substance) as allergies,
    m.id as medication_id,
    m.code as medication_code,
    m.name_pt as medication_name_pt,
    m.name_en as medication_name_en,
    m.presentation_pt,
    m.presentation_en,
    m.high_alert <> '' as high_alert,
    i.dose_quantity,
    i.dose_unit_code,
    r.code as route_code,
    r.name_pt as route_name_pt,
    r.name_en as route_name_en,
    f.name_pt as frequency_name_pt,
    f.name_en as frequency_name_en,
    f.stat,
    array(select t.time_of_day from public.prescription_item_times t where t.item_id = i.id order by t.time_of_day) as times,
    i.cycle,
    i.weekday,
    i.first_dose_at,
    i.scheduled_from,
    i.duration_days,
    i.note,
    jsonb_strip_nulls(jsonb_build_object(
        'indication', i.indication,
        'as_needed', case when i.interval_hours is not null then
            jsonb_build_object('interval_hours', trim_scale(i.interval_hours)::text, 'most_per_day', i.most_per_day) end,
        'infusion', case when i.preparation = 'bolus' then to_jsonb(i.preparation) when i.preparation is not null then
            jsonb_build_object('flow', jsonb_build_object(
                'diluent', case when i.diluent_code is not null then
                    jsonb_build_object('code', dl.code, 'name', jsonb_build_object('pt', dl.name_pt, 'en', dl.name_en)) end,
                'volume_ml', trim_scale(i.volume_ml)::text, 'ml_h', trim_scale(i.rate_ml_h)::text,
                'pace', case when i.rate_quantity is null then jsonb_build_object('minutes', trim_scale(i.infusion_minutes)::text)
                    else jsonb_build_object('rate', jsonb_build_object('quantity', trim_scale(i.rate_quantity)::text, 'unit', i.rate_unit)) end)) end,
        'per_kg', case when i.per_kg_quantity is not null then
            jsonb_build_object('quantity', trim_scale(i.per_kg_quantity)::text, 'unit', i.per_kg_unit) end,
        'weight', case when i.weight_kg is not null then
            jsonb_build_object('kg', trim_scale(i.weight_kg)::text, 'at', to_char(i.weighed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end,
        'therapy', case when i.review_at is not null then
            jsonb_build_object('started_on', i.therapy_started_on, 'review_at', to_char(i.review_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end,
        'fatal_by_other_routes', nullif(m.atc_code like 'L01CA%' and m.form_group_code = 'inj', false)
    )) as contents,
    d.id as doctor_id,
    d.name as doctor_name,
    s.name_pt as specialty_name_pt,
    s.name_en as specialty_name_en,
    d.council || '/' || d.registration_state || ' ' || d.registration_number as registration,
    p.prescribed_at,
    p.valid_until,
    i.stage,
    i.stage_since,
    i.closed_at
from public.prescription_items i
join public.prescriptions p on p.id = i.prescription_id
join public.admissions ad on ad.id = p.admission_id
join public.beds b on b.id = ad.bed_id
join public.wards w on w.id = b.ward_id
join public.patients pt on pt.id = p.patient_id
join public.medications m on m.id = i.medication_id
join public.routes r on r.code = i.route_code
join public.frequencies f on f.code = i.frequency_code
left join public.diluents dl on dl.code = i.diluent_code
join public.doctors d on d.id = p.doctor_id
join public.specialties s on s.id = d.specialty_id;
comment on view read_model.lines is 'Every line ever prescribed, computed from the tables: the definition that the dispatch list must agree with.';
comment on column read_model.lines.stat is 'One dose at once: stands first on every list (PH-2).';
comment on column read_model.lines.scheduled_from is 'The first dose at one of the times; with times, cycle and first_dose_at all doses follow from it.';
comment on column read_model.lines.contents is 'What only some items have: as needed, infusion, dose per kg, antimicrobial therapy. Moments in UTC, numbers as text.';
comment on column read_model.lines.registration is 'Council, state and number: CRM/SP 12345 (ID-6).';

create materialized view read_model.dispatch_lines_settled as
select * from read_model.lines
where closed_at is null or closed_at > now() - interval '48 hours';
create unique index dispatch_lines_settled_key on read_model.dispatch_lines_settled (prescription_id, item_number);
create index dispatch_lines_settled_order on read_model.dispatch_lines_settled
    (stat desc, prescribed_at desc, prescription_id desc, item_number) where closed_at is null;
create index dispatch_lines_settled_ward on read_model.dispatch_lines_settled (ward_id);
comment on materialized view read_model.dispatch_lines_settled is 'All lines open, or closed within 48 hours, as of the last compaction.';

-- The lateral subquery is fenced (offset 0) so that it is always run once for each touched
-- prescription through the primary keys, whatever the planner believes about the tables.
-- A function keeps its plan for as long as its session lives; a view would be planned at each
-- refresh, which took as long as ten prescriptions. The joins are written in their order.
create function read_model.touched_lines() returns setof read_model.lines
    language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off set join_collapse_limit = 1 as $$
begin
    return query
    select
        t.prescription_id,
        coalesce(l.item_number, 0::smallint) as item_number,
        l.item_id, l.ward_id, l.ward_code, l.ward_name_pt, l.ward_name_en, l.bed_code,
        l.patient_id, l.record_number, l.patient_name, l.birth_date, l.patient_search, l.allergy_status, l.allergies,
        l.medication_id, l.medication_code, l.medication_name_pt, l.medication_name_en, l.presentation_pt, l.presentation_en, l.high_alert,
        l.dose_quantity, l.dose_unit_code, l.route_code, l.route_name_pt, l.route_name_en,
        l.frequency_name_pt, l.frequency_name_en, l.stat, l.times,
        l.cycle, l.weekday, l.first_dose_at, l.scheduled_from, l.duration_days, l.note, l.contents,
        l.doctor_id, l.doctor_name, l.specialty_name_pt, l.specialty_name_en, l.registration,
        l.prescribed_at, l.valid_until, l.stage, l.stage_since, l.closed_at
    from (select distinct prescription_id from read_model.touched) t
    left join lateral (
        select * from read_model.lines d
        where d.prescription_id = t.prescription_id
          and (d.closed_at is null or d.closed_at > now() - interval '48 hours')
        offset 0
    ) l on true;
end $$;
comment on function read_model.touched_lines() is 'The lines of touched prescriptions; one with no line left has a row with item 0 and the rest null.';

create materialized view read_model.dispatch_lines_recent as select * from read_model.touched_lines();
create unique index dispatch_lines_recent_key on read_model.dispatch_lines_recent (prescription_id, item_number);
comment on materialized view read_model.dispatch_lines_recent is 'The lines of touched prescriptions as of the last refresh. One with no line left keeps a row (item 0, the rest null) that hides its settled lines.';

create view read_model.dispatch_lines as
select * from read_model.dispatch_lines_recent where item_id is not null
union all
select * from read_model.dispatch_lines_settled s
where not exists (select from read_model.dispatch_lines_recent r where r.prescription_id = s.prescription_id);
comment on view read_model.dispatch_lines is 'The dispatch list: recent lines, and settled ones that no recent prescription replaces. Pages read only this.';

create view read_model.disagreements as
with shown as (
    select * from read_model.dispatch_lines where closed_at is null or closed_at > now() - interval '48 hours'
), true_lines as (
    select * from read_model.lines where closed_at is null or closed_at > now() - interval '48 hours'
)
select 'missing' as kind, m.prescription_id, m.item_number from (select * from true_lines except all select * from shown) m
union all
select 'wrong' as kind, x.prescription_id, x.item_number from (select * from shown except all select * from true_lines) x;
comment on view read_model.disagreements is 'Lines where the dispatch list and the tables differ, both ways; none while no refresh is pending.';

create view read_model.hospital as select name, address, phone, cnes, demo from public.hospital;
comment on view read_model.hospital is 'The hospital''s name and address for page headers and printouts (ID-1).';

create view read_model.wards as
select
    w.id, w.code, w.name_pt, w.name_en, w.kind,
    (select count(*) from public.beds b where b.ward_id = w.id) as beds,
    (select count(*) from public.beds b join public.admissions a on a.bed_id = b.id and a.discharged_at is null where b.ward_id = w.id) as patients
from public.wards w;
comment on view read_model.wards is 'Each ward with its number of beds and of patients in them.';

create view read_model.patients as
select
    p.id, p.record_number, p.name, p.birth_date, p.sex, p.mother_name, p.address, p.allergy_status,
    array(select a.substance from public.allergies a where a.patient_id = p.id order by a.substance) as allergies,
    p.search || ' ' || coalesce(fold(b.code || ' ' || w.code || ' ' || w.name_pt || ' ' || w.name_en), '') as search,
    ad.id as admission_id, ad.admitted_at,
    w.id as ward_id, w.code as ward_code, w.name_pt as ward_name_pt, w.name_en as ward_name_en, b.code as bed_code
from public.patients p
left join public.admissions ad on ad.patient_id = p.id and ad.discharged_at is null
left join public.beds b on b.id = ad.bed_id
left join public.wards w on w.id = b.ward_id;
comment on view read_model.patients is 'Who a patient is and where; ward and bed are null when not admitted.';

create view read_model.prescriptions as
select
    p.id, p.prescribed_at, p.valid_until,
    d.id as doctor_id, d.name as doctor_name, s.name_pt as specialty_name_pt, s.name_en as specialty_name_en,
    d.council || '/' || d.registration_state || ' ' || d.registration_number as registration,
    pt.id as patient_id, pt.name as patient_name, pt.record_number, pt.birth_date, pt.address, pt.allergy_status,
    array(select a.substance from public.allergies a where a.patient_id = pt.id order by a.substance) as allergies,
    w.id as ward_id, w.name_pt as ward_name_pt, w.name_en as ward_name_en, b.code as bed_code
from public.prescriptions p
join public.doctors d on d.id = p.doctor_id
join public.specialties s on s.id = d.specialty_id
join public.patients pt on pt.id = p.patient_id
join public.admissions ad on ad.id = p.admission_id
join public.beds b on b.id = ad.bed_id
join public.wards w on w.id = b.ward_id;
comment on view read_model.prescriptions is 'The head of each prescription; its items are in lines.';

create view read_model.formulary as
select count(*) filter (where active) as active, count(*) filter (where not active) as inactive,
       count(*) filter (where active and specialty_restricted) as restricted
from public.medications;
comment on view read_model.formulary is 'How large the formulary is, for the administrator''s start page.';

create view read_model.users as
select u.id, u.username, u.name, u.role, u.active, u.locked_until from public.users u;
comment on view read_model.users is 'Who may log in, for the administrator; no password hashes here.';

-- Each statement in these functions runs on a fresh snapshot (READ COMMITTED, volatile). The lock
-- must have been taken in a statement before the refresh: REFRESH … CONCURRENTLY fixes its snapshot
-- before it waits, so without it the later of two refreshes can bring back the older data.

create function read_model.refresh_recent(is_compaction boolean) returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    refresh_number bigint;
begin
    perform pg_advisory_xact_lock(hashtext('read_model.dispatch_lines_recent'));
    insert into read_model.refreshes (snapshot, compaction) values (pg_current_snapshot(), is_compaction)
        returning number into refresh_number;
    refresh materialized view concurrently read_model.dispatch_lines_recent;
    perform pg_notify('posology_refreshed', refresh_number::text);
    return refresh_number;
end $$;
comment on function read_model.refresh_recent(boolean) is 'Brings touched prescriptions up to date; returns the refresh''s number.';

create function read_model.refresh() returns bigint
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    return read_model.refresh_recent(false);
comment on function read_model.refresh() is 'Refreshes after a command; all that committed before the call is covered.';

create function read_model.compact() returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set jit = off as $$
begin
    if not pg_try_advisory_xact_lock(hashtext('read_model.dispatch_lines_settled')) then
        return null;
    end if;
    delete from read_model.touched;
    refresh materialized view concurrently read_model.dispatch_lines_settled;
    delete from read_model.refreshes where at < now() - interval '7 days';
    return read_model.refresh_recent(true);
end $$;
comment on function read_model.compact() is 'Moves touched prescriptions into the settled view; null if another compaction is under way. The order (delete, settled, lock, recent) makes sure that what the deleted rows stood for is in settled.';
