-- What an item is supplied with: whole units from lots, into its patient's bag, out of the pharmacy, and back. The
-- ledger's trigger keeps the sums, so that no bag holds what no shelf lost, and nothing is supplied beyond what was
-- prescribed. What was missing is supplied later: the line is separated again then.

create table shipments (
    id bigint generated always as identity primary key,
    ward_id bigint not null references wards,
    porter text not null check (length(porter) between 1 and 80),
    sent_by bigint not null references users,
    sent_at timestamptz not null default now()
);
create index shipments_ward_id on shipments (ward_id);
create index shipments_sent_by on shipments (sent_by);
comment on table shipments is 'Bags that one porter brought to a ward at once.';

create table item_supplies (
    item_id bigint primary key references prescription_items,
    needed integer not null check (needed between 1 and 100000),
    bagged integer not null default 0 check (bagged >= 0),
    supplied integer not null default 0 check (supplied >= 0),
    labelled_bed_id bigint not null references beds,
    separated_by bigint references users,
    checked_by bigint references users,
    checked_at timestamptz,
    short_since timestamptz,
    shipment_id bigint references shipments,
    version bigint not null default 0,
    constraint not_more_than_prescribed check (bagged + supplied <= needed),
    constraint checked_by_another check (checked_by <> separated_by),
    check ((checked_by is null) = (checked_at is null))
);
create index item_supplies_bagged on item_supplies (item_id) where bagged > 0;
create index item_supplies_short_since on item_supplies (short_since) where short_since is not null;
create index item_supplies_labelled_bed_id on item_supplies (labelled_bed_id);
create index item_supplies_separated_by on item_supplies (separated_by);
create index item_supplies_checked_by on item_supplies (checked_by) where checked_by is not null;
create index item_supplies_shipment_id on item_supplies (shipment_id) where shipment_id is not null;
comment on table item_supplies is 'Units of an item: needed within its validity, in the patient''s bag, and out (PH-4, PH-5).';
comment on column item_supplies.needed is 'As its doses come to, or as a pharmacist said where that cannot be worked out.';
comment on column item_supplies.supplied is 'Dispensed, less what came back.';
comment on column item_supplies.labelled_bed_id is 'Where the bag''s label says it goes: elsewhere than the patient is, it is to be stopped (PH-9).';
comment on column item_supplies.separated_by is 'Who filled the bag last: never the one who checks it (ITEM-13, WHO-8).';
comment on column item_supplies.version is 'The last movement into or out of the bag: what was checked is what was seen.';
comment on column item_supplies.short_since is 'Since when less was there than needed; null once it is all there (PH-10).';

create table item_lots (
    item_id bigint not null references item_supplies,
    lot_id bigint not null references lots,
    bagged integer not null default 0 constraint enough_in_bag check (bagged >= 0),
    supplied integer not null default 0 constraint enough_supplied check (supplied >= 0),
    primary key (item_id, lot_id)
);
create index item_lots_lot_id on item_lots (lot_id);
comment on table item_lots is 'The units of item_supplies by lot: who got which (ST-5). Written by the ledger''s trigger alone.';

create function supply_item() returns trigger language plpgsql security definer set search_path = public as $$
declare
    into_bag integer := case new.kind when 'separate' then new.units when 'return' then 0 else -new.units end;
    out_of_house integer := case new.kind when 'dispense' then new.units when 'return' then -new.units else 0 end;
begin
    if into_bag > 0 then
        insert into item_lots (item_id, lot_id, bagged) values (new.item_id, new.lot_id, into_bag)
        on conflict (item_id, lot_id) do update set bagged = item_lots.bagged + excluded.bagged;
    else
        update item_lots set bagged = bagged + into_bag, supplied = supplied + out_of_house
        where item_id = new.item_id and lot_id = new.lot_id;
        if not found then
            raise exception 'item % has nothing of lot %', new.item_id, new.lot_id
                using errcode = 'check_violation', constraint = 'enough_in_bag', table = 'item_lots';
        end if;
    end if;
    update item_supplies set bagged = bagged + into_bag, supplied = supplied + out_of_house, version = new.id
    where item_id = new.item_id;
    return null;
end $$;
create trigger stock_movements_supply after insert on stock_movements
    for each row when (new.kind in ('separate', 'unpack', 'dispense', 'return')) execute function supply_item();

-- What was missing comes later: the line is separated again. A bag filled by mistake is emptied again.
insert into stage_moves (from_stage, to_stage) values
    ('separated', 'verified'), ('dispensed', 'separated'), ('received', 'separated');

grant select on shipments, item_supplies, item_lots to posology_commands;
grant insert on shipments to posology_commands;
grant insert (item_id, needed, labelled_bed_id) on item_supplies to posology_commands;
grant update (needed, labelled_bed_id, separated_by, checked_by, checked_at, short_since, shipment_id) on item_supplies to posology_commands;

create view read_model.supplies as
select
    i.id as item_id, i.prescription_id, i.number as item_number, i.starts_at, i.stage, p.valid_until,
    m.id as medication_id, m.strength, m.dispensing_unit, m.controlled_list, m.cold_chain, m.high_alert <> '' as high_alert,
    s.needed, coalesce(s.bagged, 0) as bagged, coalesce(s.supplied, 0) as supplied, s.short_since,
    f.id as separated_by_id, f.name as separated_by, c.name as checked_by, s.checked_at,
    lb.code as labelled_bed, s.labelled_bed_id is not null and s.labelled_bed_id <> a.bed_id as has_moved, a.bed_id, s.shipment_id, coalesce(s.version, 0) as version
from public.prescription_items i
join public.prescriptions p on p.id = i.prescription_id
join public.admissions a on a.id = p.admission_id
join public.medications m on m.id = i.medication_id
left join public.item_supplies s on s.item_id = i.id
left join public.users f on f.id = s.separated_by
left join public.users c on c.id = s.checked_by
left join public.beds lb on lb.id = s.labelled_bed_id;
comment on view read_model.supplies is 'What each item is supplied with, beside what its units follow from.';

create view read_model.item_lots as
select x.item_id, x.lot_id, l.number as lot, l.expires_on, x.bagged, x.supplied
from public.item_lots x
join public.lots l on l.id = x.lot_id;
comment on view read_model.item_lots is 'The lots in a bag, and those that were supplied.';

create view read_model.shortages as
select s.item_id, i.prescription_id, i.number as item_number, p.patient_id, p.doctor_id, b.ward_id, b.code as bed_code,
    pt.name as patient_name, m.name_pt as medication_name_pt, m.name_en as medication_name_en,
    m.presentation_pt, m.presentation_en, s.needed, s.bagged, s.supplied, s.short_since, i.stage
from public.item_supplies s
join public.prescription_items i on i.id = s.item_id
join public.prescriptions p on p.id = i.prescription_id
join public.admissions a on a.id = p.admission_id
join public.beds b on b.id = a.bed_id
join public.patients pt on pt.id = p.patient_id
join public.medications m on m.id = i.medication_id
-- No prescription is valid for longer than a day: what ran short before is over, and the index leaves it out.
where s.short_since > now() - interval '2 days' and p.valid_until > now()
    and i.stage not in ('refused', 'suspended', 'expired', 'returned');
comment on view read_model.shortages is 'Items that the pharmacy has too little of, for prescriber and ward to know (PH-10).';

create view read_model.stops as
select i.id as item_id, 'stopped' as why, i.return_due_at as since
from public.prescription_items i
where i.return_due_at is not null and i.stage = 'suspended'
union all
select i.id, 'moved', i.stage_since
from public.prescription_items i
join public.item_supplies s on s.item_id = i.id
join public.prescriptions p on p.id = i.prescription_id
join public.admissions a on a.id = p.admission_id
where i.closed_at is null and i.stage in ('separated', 'dispensed', 'sent') and s.labelled_bed_id <> a.bed_id
union all
select i.id, 'ended', p.valid_until
from public.item_supplies s
join public.prescription_items i on i.id = s.item_id
join public.prescriptions p on p.id = i.prescription_id
where s.bagged > 0 and i.stage = 'separated' and p.valid_until <= now()
union all
select x.item_id, 'recalled', i.stage_since
from public.lots l
join public.item_lots x on x.lot_id = l.id and x.bagged > 0
join public.prescription_items i on i.id = x.item_id
where l.state <> 'usable' and i.stage = 'separated';
comment on view read_model.stops is 'Bags that must not go on as they are: stopped, at another bed, too late, or of a lot that was recalled (PH-9, VAL-1, ST-5).';

create view read_model.shipments as
select s.id, s.ward_id, w.code as ward_code, w.name_pt as ward_name_pt, w.name_en as ward_name_en, s.porter, u.name as sent_by, s.sent_at
from public.shipments s
join public.wards w on w.id = s.ward_id
join public.users u on u.id = s.sent_by;
comment on view read_model.shipments is 'Who brought bags to which ward, and when.';

create view read_model.supply_imbalances as
select coalesce(s.item_id, l.item_id) as item_id, s.bagged, s.supplied, l.bagged as lots_bagged, l.supplied as lots_supplied
from public.item_supplies s
full join (select item_id, sum(bagged)::integer as bagged, sum(supplied)::integer as supplied from public.item_lots group by item_id) l
    on l.item_id = s.item_id
where (s.bagged, s.supplied) is distinct from (coalesce(l.bagged, 0), coalesce(l.supplied, 0));
comment on view read_model.supply_imbalances is 'Where an item''s sums are not its lots''; none, ever.';

grant select on read_model.supplies, read_model.item_lots, read_model.shortages, read_model.stops, read_model.shipments,
    read_model.supply_imbalances to posology_queries;
