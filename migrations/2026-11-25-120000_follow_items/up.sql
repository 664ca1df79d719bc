-- A prescription ends at the hospital's cut-over or after 24 hours (VAL-2); what goes on is renewed item by item, and
-- what changes is a new version of it (VAL-4). Each item says which one it follows, and no item is followed twice:
-- that decides between two doctors at the same prescription. Which stage may come after which is data too (VAL-6).

alter table hospital
    add column cut_over time,
    add column cut_over_spares_minutes smallint not null default 0 check (cut_over_spares_minutes between 0 and 720);
comment on column hospital.cut_over is 'When every prescription ends, on the hospital''s clock; null where each ends after 24 hours.';
comment on column hospital.cut_over_spares_minutes is 'A prescription signed so shortly before the cut-over is valid beyond it, 24 hours at most.';

alter table prescriptions
    add column changes_id bigint references prescriptions,
    add column change_reason text check (length(change_reason) between 1 and 200),
    add check ((changes_id is null) = (change_reason is null));
create index prescriptions_changes_id on prescriptions (changes_id) where changes_id is not null;
comment on column prescriptions.changes_id is 'The prescription that this one is a new version of; it holds only what differs.';
comment on column prescriptions.change_reason is 'Why it was changed, in the words of whoever did it.';

alter table prescription_items
    add column starts_at timestamptz not null default now(),
    add column follows_item_id bigint references prescription_items,
    add column followed_as text check (followed_as in ('renewal', 'change')),
    add column not_renewed_by bigint references users,
    add check ((follows_item_id is null) = (followed_as is null));
create unique index prescription_items_follows_item_id on prescription_items (follows_item_id) where follows_item_id is not null;
create index prescription_items_not_renewed_by on prescription_items (not_renewed_by) where not_renewed_by is not null;
update prescription_items i set starts_at = p.prescribed_at from prescriptions p where p.id = i.prescription_id;
comment on column prescription_items.starts_at is 'Its first moment: signing, or the end of the item that it renews.';
comment on column prescription_items.follows_item_id is 'The item that it renews or changes; one item is followed once.';
comment on column prescription_items.not_renewed_by is 'Who looked at it when the others were renewed, and let it end.';

create table stage_moves (
    from_stage text not null,
    to_stage text not null,
    primary key (from_stage, to_stage)
);
comment on table stage_moves is 'Which stage of a line may come after which (VAL-6); the program''s state machine says the same.';
insert into stage_moves (from_stage, to_stage) values
    ('submitted', 'verified'), ('submitted', 'queried'), ('submitted', 'refused'), ('submitted', 'suspended'), ('submitted', 'expired'),
    ('queried', 'submitted'), ('queried', 'refused'), ('queried', 'suspended'), ('queried', 'expired'),
    ('verified', 'queried'), ('verified', 'separated'), ('verified', 'suspended'), ('verified', 'expired'),
    ('separated', 'dispensed'), ('separated', 'returned'), ('separated', 'suspended'),
    ('dispensed', 'sent'), ('dispensed', 'returned'), ('dispensed', 'suspended'),
    ('sent', 'received'), ('sent', 'returned'), ('sent', 'suspended'),
    ('received', 'returned'), ('received', 'suspended'),
    ('suspended', 'returned');

drop trigger prescription_items_stage on prescription_items;
drop function refuse_stage_revival();
create function refuse_illegal_stage() returns trigger language plpgsql as $$
begin
    if new.stage <> old.stage
        and not exists (select from stage_moves m where m.from_stage = old.stage and m.to_stage = new.stage) then
        raise exception 'item % is %: it cannot become %', old.id, old.stage, new.stage using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger prescription_items_stage before update of stage on prescription_items
    for each row execute function refuse_illegal_stage();

grant select on stage_moves to posology_commands;
grant update (not_renewed_by) on prescription_items to posology_commands;

create view read_model.lapses as
select
    i.id as item_id, i.prescription_id, i.number as item_number,
    pt.id as patient_id, pt.name as patient_name, pt.record_number, pt.birth_date,
    b.code as bed_code, w.id as ward_id, w.name_pt as ward_name_pt, w.name_en as ward_name_en,
    m.name_pt as medication_name_pt, m.name_en as medication_name_en, m.presentation_pt, m.presentation_en,
    p.valid_until, i.starts_at, i.duration_days
from public.prescription_items i
join public.prescriptions p on p.id = i.prescription_id
join public.admissions ad on ad.id = p.admission_id and ad.discharged_at is null
join public.beds b on b.id = ad.bed_id
join public.wards w on w.id = b.ward_id
join public.patients pt on pt.id = p.patient_id
join public.medications m on m.id = i.medication_id
where i.stage not in ('refused', 'suspended', 'expired', 'returned')
  and i.cycle <> 'once'
  and i.not_renewed_by is null
  and p.valid_until between now() - interval '7 days' and now() + interval '24 hours'
  and i.starts_at + make_interval(days => i.duration_days) > p.valid_until + interval '1 hour'
  and not exists (select from public.prescription_items f where f.follows_item_id = i.id);
comment on view read_model.lapses is 'Items whose treatment goes on but whose prescription ends within a day or has ended, and that nobody renewed (VAL-3).';

create view read_model.versions as
select
    n.prescription_id, n.id as item_id, n.number as item_number, n.followed_as,
    o.prescription_id as earlier_prescription_id, o.id as earlier_item_id, o.number as earlier_item_number,
    m.name_pt as earlier_name_pt, m.name_en as earlier_name_en,
    o.dose_quantity as earlier_dose_quantity, o.dose_unit_code as earlier_dose_unit_code,
    r.name_pt as earlier_route_pt, r.name_en as earlier_route_en,
    f.name_pt as earlier_frequency_pt, f.name_en as earlier_frequency_en,
    array(select t.time_of_day from public.prescription_item_times t where t.item_id = o.id order by t.time_of_day) as earlier_times,
    o.note as earlier_note
from public.prescription_items n
join public.prescription_items o on o.id = n.follows_item_id
join public.medications m on m.id = o.medication_id
join public.routes r on r.code = o.route_code
join public.frequencies f on f.code = o.frequency_code;
comment on view read_model.versions is 'Each item that follows another, with what the earlier one said.';
create view read_model.new_versions as
select id as prescription_id, changes_id as earlier_id, change_reason as reason from public.prescriptions where changes_id is not null;
comment on view read_model.new_versions is 'Prescriptions that are a new version of an earlier one, and why.';
grant select on read_model.new_versions, read_model.lapses, read_model.versions to posology_queries;
