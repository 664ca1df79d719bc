-- Paper that knows when it is old. A print is asked for by a command; the refresh that follows keeps what the sheet
-- says, as the dispatch list says it at that refresh and in that refresh's transaction. So a number always means the
-- same content, and what has changed since is found by comparing, never guessed from a clock.

create table prints (
    number bigint generated always as identity primary key,
    ward_id bigint not null references wards,
    base_number bigint,
    arrangement text not null check (arrangement in ('bed', 'time')),
    span text not null check (span in ('day', 'shift')),
    only_due boolean not null,
    landscape boolean not null,
    language text not null check (language in ('pt-BR', 'en')),
    printed_by bigint not null references users,
    printed_at timestamptz not null default clock_timestamp(),
    unique (number, ward_id),
    constraint stapled_to_the_same_ward foreign key (base_number, ward_id) references prints (number, ward_id),
    constraint stapled_to_an_earlier_print check (base_number < number)
);
create index prints_ward_id on prints (ward_id, number desc);
create index prints_base_number on prints (base_number, ward_id);
create index prints_printed_by on prints (printed_by);
comment on table prints is 'The print log: each sheet of a ward that went to paper, who asked for it and when; append-only.';
comment on column prints.number is 'Stands on every page of the sheet, and in its QR code.';
comment on column prints.base_number is 'Of a sheet of changes: the print whose changes it shows, to be stapled on. Null for a whole report.';
comment on column prints.span is 'For how long doses are listed: a day, or until the end of the shift.';

grant select, insert on prints to posology_commands;

create table read_model.wanted_prints (
    print_number bigint not null,
    xid xid8 not null default pg_current_xact_id()
);
comment on table read_model.wanted_prints is 'Prints whose content the next refresh that covers them keeps; appended by the command that prints, emptied by the refresh.';

create table read_model.sheets (
    print_number bigint primary key,
    ward_id bigint not null,
    refresh_number bigint not null,
    snapshot pg_snapshot not null,
    at timestamptz not null
);
create index sheets_at on read_model.sheets (at);
comment on table read_model.sheets is 'The refresh that each print stands on; kept for two weeks, longer than any sheet is in use.';
comment on column read_model.sheets.snapshot is 'The refresh''s: all that is visible in it is on the sheet.';

create table read_model.printed_lines (
    print_number bigint not null references read_model.sheets on delete cascade,
    like read_model.lines,
    missing integer not null,
    follows_item_id bigint,
    primary key (print_number, prescription_id, item_number)
);
comment on table read_model.printed_lines is 'The lines on each sheet: those under way, received ones included while they are valid, and those that ended in the day before.';
comment on column read_model.printed_lines.missing is 'Whole units that the pharmacy had too little of (PH-10).';
comment on column read_model.printed_lines.follows_item_id is 'The item that it renews or changes.';

create table read_model.printed_patients (
    print_number bigint not null references read_model.sheets on delete cascade,
    patient_id bigint not null,
    record_number text not null,
    name text not null,
    birth_date date not null,
    bed_code text not null,
    allergy_status text,
    allergies text[] not null,
    weight_kg numeric(6, 3),
    weighed_at timestamptz,
    homonym boolean not null,
    primary key (print_number, patient_id)
);
comment on table read_model.printed_patients is 'The patients on each sheet, also those without a line, as the sheet''s heads name them.';

create view read_model.ward_patients as
select
    b.ward_id, p.id as patient_id, p.record_number, p.name, p.birth_date, b.code as bed_code, p.allergy_status,
    array(select a.substance from public.allergies a where a.patient_id = p.id order by a.substance) as allergies,
    m.weight_kg, m.weighed_at,
    exists (select from read_model.homonyms h where h.patient_id = p.id) as homonym
from public.admissions ad
join public.beds b on b.id = ad.bed_id
join public.patients p on p.id = ad.patient_id
join read_model.measurements m on m.patient_id = p.id
where ad.discharged_at is null;
comment on view read_model.ward_patients is 'Who lies in each ward, as the heads of a sheet name them (ID-1, ID-4, PRE-3).';

-- What a refresh has not covered yet is asked of the tables, so that a check never waits and never misses.
create view read_model.lines_now as
with pending as materialized (
    select distinct t.prescription_id from read_model.touched t
    where not pg_visible_in_snapshot(t.xid, (select r.snapshot from read_model.refreshes r order by r.number desc limit 1))
)
select * from read_model.dispatch_lines d
where not exists (select from pending p where p.prescription_id = d.prescription_id)
union all
select l.* from pending p
cross join lateral (select * from read_model.lines d where d.prescription_id = p.prescription_id offset 0) l;
comment on view read_model.lines_now is 'The dispatch list with what no refresh has covered yet: never behind the tables.';

create view read_model.sheet_lines as
select * from read_model.printed_lines
union all
select null::bigint, l.*, coalesce(s.needed - s.bagged - s.supplied, 0), i.follows_item_id
from read_model.lines_now l
join public.prescription_items i on i.id = l.item_id
left join read_model.shortages s on s.item_id = l.item_id;
comment on view read_model.sheet_lines is 'What a sheet says: of each print, and (without a number) what one would say now.';

create view read_model.sheet_patients as
select p.print_number, s.ward_id, p.patient_id, p.record_number, p.name, p.birth_date, p.bed_code,
    p.allergy_status, p.allergies, p.weight_kg, p.weighed_at, p.homonym
from read_model.printed_patients p join read_model.sheets s on s.print_number = p.print_number
union all
select null::bigint, p.* from read_model.ward_patients p;
comment on view read_model.sheet_patients is 'Whom a sheet names: of each print, and (without a number) whom one would name now.';

-- A stage tells how far the pharmacy is, which changes by the minute; only a question that is open keeps a dose from
-- being given. What the ward has received it goes on giving until its prescription ends, so it is on a sheet as what is
-- open is. Bed, name and allergies are the patient's, and compared once a patient. Functions keep their plans: the views
-- below them take longer to plan than to read. Whole rows are built only of what differs: a field of a row costs a walk
-- over those before it.
create function read_model.line_changes(printed bigint, later bigint)
    returns table (kind text, before read_model.sheet_lines, after read_model.sheet_lines)
    language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off set plan_cache_mode = force_generic_plan as $$
declare
    ward bigint;
    then_at timestamptz;
    later_at timestamptz := now();
begin
    select s.ward_id, s.at into ward, then_at from read_model.sheets s where s.print_number = printed;
    if later is not null then
        select s.at into later_at from read_model.sheets s where s.print_number = later;
    end if;
    return query
    select
        case when c.added then 'added' when c.gone then 'gone' when c.changed then 'changed' when c.lapsed then 'lapsed'
            else 'moved_on' end,
        c.p, c.n
    from (
        select
            case when p.item_id is not null then row(p.*)::read_model.sheet_lines end as p,
            case when n.item_id is not null then row(n.*)::read_model.sheet_lines end as n,
            p.item_id is null as added, n.item_id is null as gone, n.closed_at,
            n.valid_until <= later_at as over,
            n.valid_until <= later_at and p.valid_until > then_at as lapsed,
            (p.stage, p.missing) is distinct from (n.stage, n.missing) as moved_on,
            (p.medication_name_pt, p.medication_name_en, p.presentation_pt, p.presentation_en,
             p.high_alert, p.dose_quantity, p.dose_unit_code, p.route_code, p.frequency_name_pt,
             p.frequency_name_en, p.stat, p.times, p.cycle, p.weekday, p.first_dose_at,
             p.scheduled_from, p.duration_days, p.note, p.contents, p.doctor_id,
             p.valid_until, p.stage = 'queried')
            is distinct from
            (n.medication_name_pt, n.medication_name_en, n.presentation_pt, n.presentation_en,
             n.high_alert, n.dose_quantity, n.dose_unit_code, n.route_code, n.frequency_name_pt,
             n.frequency_name_en, n.stat, n.times, n.cycle, n.weekday, n.first_dose_at,
             n.scheduled_from, n.duration_days, n.note, n.contents, n.doctor_id,
             n.valid_until, n.stage = 'queried') as changed
        from (
            select l.* from read_model.sheet_lines l
            where l.print_number = printed and (l.closed_at is null or l.stage = 'received' and l.valid_until > then_at)
        ) p
        full join (
            select l.* from read_model.sheet_lines l
            where l.print_number = later and (l.closed_at is null or l.stage = 'received' and l.valid_until > then_at)
            union all
            select l.* from read_model.sheet_lines l
            where later is null and l.print_number is null and l.ward_id = ward
                and (l.closed_at is null or l.stage = 'received' and l.valid_until > then_at)
        ) n on n.prescription_id = p.prescription_id and n.item_number = p.item_number
    ) c
    where (c.moved_on or c.changed or c.lapsed) and not (c.added and c.over and c.closed_at is not null);
end $$;
comment on function read_model.line_changes(bigint, bigint) is 'Lines that differ between a print and a later one, or (null) now: added, gone, changed, lapsed (valid then, and not any more), or only moved on in the pharmacy.';

create function read_model.patient_changes(printed bigint, later bigint)
    returns table (kind text, before read_model.sheet_patients, after read_model.sheet_patients)
    language plpgsql stable set search_path = pg_catalog, pg_temp set jit = off set plan_cache_mode = force_generic_plan as $$
begin
    return query
    select case when (p.who).patient_id is null then 'arrived' when (n.who).patient_id is null then 'left' else 'changed' end, p.who, n.who
    from (select q as who from read_model.sheet_patients q where q.print_number = printed) p
    full join (
        select q as who from read_model.sheet_patients q where q.print_number = later
        union all
        select q from read_model.sheet_patients q
        where later is null and q.print_number is null
            and q.ward_id = (select s.ward_id from read_model.sheets s where s.print_number = printed)
    ) n on (n.who).patient_id = (p.who).patient_id
    where ((p.who).record_number, (p.who).name, (p.who).birth_date, (p.who).bed_code, (p.who).allergy_status, (p.who).allergies,
           (p.who).weight_kg, (p.who).weighed_at, (p.who).homonym)
        is distinct from
          ((n.who).record_number, (n.who).name, (n.who).birth_date, (n.who).bed_code, (n.who).allergy_status, (n.who).allergies,
           (n.who).weight_kg, (n.who).weighed_at, (n.who).homonym);
end $$;
comment on function read_model.patient_changes(bigint, bigint) is 'Patients that differ between a print and a later one, or (null) now: arrived, left, or changed.';

create view read_model.changed_lines as
select of.printed, of.later, c.kind, v.is_after, (v.line).*
from (select s.print_number as printed, null::bigint as later from read_model.sheets s
      union all select p.base_number, p.number from public.prints p where p.base_number is not null) of
cross join lateral read_model.line_changes(of.printed, of.later) c
cross join lateral (values (false, c.before), (true, c.after)) v (is_after, line)
where (v.line).item_id is not null;
comment on view read_model.changed_lines is 'Of each print, the lines that differ now (without a later number), or on a sheet of changes; before and after. To be asked of one print.';

create view read_model.changed_patients as
select of.printed, of.later, c.kind, v.is_after, (v.who).*
from (select s.print_number as printed, null::bigint as later from read_model.sheets s
      union all select p.base_number, p.number from public.prints p where p.base_number is not null) of
cross join lateral read_model.patient_changes(of.printed, of.later) c
cross join lateral (values (false, c.before), (true, c.after)) v (is_after, who)
where (v.who).patient_id is not null;
comment on view read_model.changed_patients is 'Of each print, the patients that differ now (without a later number), or on a sheet of changes; before and after. To be asked of one print.';

create view read_model.whereabouts as
select i.id as item_id, i.prescription_id, i.number as item_number, i.stage, i.stage_since, w.code as ward_code, b.code as bed_code
from public.prescription_items i
join public.prescriptions p on p.id = i.prescription_id
join public.admissions a on a.id = p.admission_id
join public.beds b on b.id = a.bed_id
join public.wards w on w.id = b.ward_id;
comment on view read_model.whereabouts is 'How and where each item stands, also one that no list shows any more.';

create view read_model.prints as
select
    p.number, p.ward_id, w.code as ward_code, w.name_pt as ward_name_pt, w.name_en as ward_name_en, p.base_number,
    p.arrangement, p.span, p.only_due, p.landscape, p.language, u.name as printed_by, p.printed_at,
    s.refresh_number, s.at as as_of,
    (select max(l.number) from public.prints l where l.ward_id = p.ward_id) as latest_number
from public.prints p
join public.wards w on w.id = p.ward_id
join public.users u on u.id = p.printed_by
left join read_model.sheets s on s.print_number = p.number;
comment on view read_model.prints is 'The print log, with the refresh that each sheet stands on: null until it is kept, and after two weeks.';

create view read_model.newest_prints as
select
    w.id as ward_id, p.number as print_number, s.print_number is not null as is_kept,
    (select count(*) from read_model.line_changes(s.print_number, null) c where c.kind <> 'moved_on') as lines,
    (select count(*) from read_model.patient_changes(s.print_number, null) c) as patients
from public.wards w
cross join lateral (select p.number from public.prints p where p.ward_id = w.id order by p.number desc limit 1) p
left join read_model.sheets s on s.print_number = p.number;
comment on view read_model.newest_prints is 'The newest print of each ward that was ever printed, and how many lines and patients have changed since; what is not kept has nothing to compare.';

create function read_model.keep_sheets(refresh bigint) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set jit = off as $$
begin
    if not exists (select from read_model.wanted_prints) then
        return;
    end if;
    -- A print committed after the refresh took its snapshot would stand on what was true before it was asked for.
    with wanted as (
        delete from read_model.wanted_prints w using read_model.refreshes r
        where r.number = refresh and pg_visible_in_snapshot(w.xid, r.snapshot)
        returning w.print_number, r.number, r.snapshot, r.at
    )
    insert into read_model.sheets (print_number, ward_id, refresh_number, snapshot, at)
    select p.number, p.ward_id, w.number, w.snapshot, w.at from wanted w join public.prints p on p.number = w.print_number;
    insert into read_model.printed_lines
    select s.print_number, l.*, coalesce(o.needed - o.bagged - o.supplied, 0), i.follows_item_id
    from read_model.sheets s
    join read_model.dispatch_lines l on l.ward_id = s.ward_id
    join public.prescription_items i on i.id = l.item_id
    left join read_model.shortages o on o.item_id = l.item_id
    where s.refresh_number = refresh
        and (l.closed_at is null or l.closed_at > s.at - interval '24 hours' or l.stage = 'received' and l.valid_until > s.at);
    insert into read_model.printed_patients
    select s.print_number, p.patient_id, p.record_number, p.name, p.birth_date, p.bed_code, p.allergy_status, p.allergies,
        p.weight_kg, p.weighed_at, p.homonym
    from read_model.sheets s join read_model.ward_patients p on p.ward_id = s.ward_id
    where s.refresh_number = refresh;
    -- Who left between the refresh's snapshot and now still has lines on the sheet.
    insert into read_model.printed_patients
    select distinct on (l.print_number, l.patient_id) l.print_number, l.patient_id, l.record_number, l.patient_name, l.birth_date,
        l.bed_code, l.allergy_status, l.allergies, m.weight_kg, m.weighed_at,
        exists (select from read_model.homonyms h where h.patient_id = l.patient_id)
    from read_model.sheets s
    join read_model.printed_lines l on l.print_number = s.print_number
    join read_model.measurements m on m.patient_id = l.patient_id
    where s.refresh_number = refresh
    order by l.print_number, l.patient_id, l.closed_at nulls first
    on conflict do nothing;
    delete from read_model.sheets s
    where s.at < now() - interval '14 days'
        and not exists (select from public.prints p join read_model.sheets d on d.print_number = p.number
                        where p.base_number = s.print_number and d.at >= now() - interval '14 days');
end $$;
comment on function read_model.keep_sheets(bigint) is 'Keeps the content of prints that were asked for, as of a refresh and in its transaction.';

create or replace function read_model.refresh_recent(is_compaction boolean) returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set jit = off
    set join_collapse_limit = 1 set default_statistics_target = 1 as $$
declare
    refresh_number bigint;
begin
    perform pg_advisory_xact_lock(hashtext('read_model.dispatch_lines_recent'));
    insert into read_model.refreshes (snapshot, compaction) values (pg_current_snapshot(), is_compaction)
        returning number into refresh_number;
    refresh materialized view concurrently read_model.dispatch_lines_recent;
    perform read_model.keep_sheets(refresh_number);
    perform pg_notify('posology_refreshed', refresh_number::text);
    return refresh_number;
end $$;

grant select, insert on read_model.wanted_prints to posology_commands;
grant select on read_model.sheets, read_model.printed_lines, read_model.printed_patients, read_model.ward_patients,
    read_model.lines_now, read_model.sheet_lines, read_model.sheet_patients, read_model.prints,
    read_model.changed_lines, read_model.changed_patients, read_model.whereabouts, read_model.newest_prints to posology_queries;
revoke execute on function read_model.keep_sheets(bigint), read_model.line_changes(bigint, bigint),
    read_model.patient_changes(bigint, bigint) from public;
grant execute on function read_model.line_changes(bigint, bigint), read_model.patient_changes(bigint, bigint) to posology_queries;
