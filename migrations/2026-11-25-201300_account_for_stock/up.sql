-- What was used, where, and what it cost: dispensed less returned, at what its lot cost on receipt. How long a line took
-- from signature to ward, and what is about to expire. Pages choose the days, so that these are plain views.

create index stock_movements_consumed on stock_movements (at) where kind in ('dispense', 'return');

create view read_model.lot_costs as
select lot_id, sum(units * unit_cost) / sum(units) as unit_cost
from public.stock_movements
where kind = 'receipt'
group by lot_id;
comment on view read_model.lot_costs is 'What a unit of a lot cost: the mean of its receipts, weighted by their units.';

create view read_model.consumption as
select
    v.id, v.at, date_bin('15 minutes', v.at, timestamptz '2000-01-01 00:00+00') as quarter,
    m.id as medication_id, m.code as medication_code, m.name_pt as medication_name_pt, m.name_en as medication_name_en,
    m.presentation_pt, m.presentation_en, m.dispensing_unit,
    w.id as ward_id, w.code as ward_code, w.name_pt as ward_name_pt, w.name_en as ward_name_en,
    case v.kind when 'dispense' then v.units else -v.units end as units,
    case v.kind when 'dispense' then v.units else -v.units end * coalesce(c.unit_cost, 0) as cost
from public.stock_movements v
join public.lots l on l.id = v.lot_id
join public.medications m on m.id = l.medication_id
left join lateral (
    select sum(r.units * r.unit_cost) / sum(r.units) as unit_cost
    from public.stock_movements r where r.lot_id = v.lot_id and r.kind = 'receipt'
) c on true
join public.prescription_items i on i.id = v.item_id
join public.prescriptions p on p.id = i.prescription_id
join public.admissions a on a.id = p.admission_id
join public.beds b on b.id = a.bed_id
join public.wards w on w.id = b.ward_id
where v.kind in ('dispense', 'return');
comment on view read_model.consumption is 'Each movement to a patient or back, as units and cost used: what comes back counts against what went out.';
comment on column read_model.consumption.quarter is 'The quarter of an hour it is in: days of any time zone are made of these.';
comment on column read_model.consumption.ward_id is 'Where the patient lies, or lay when discharged.';
comment on column read_model.consumption.cost is 'At what its lot cost on receipt; nothing where the lot was never received.';

create view read_model.turnarounds as
select
    i.id as item_id, i.closed_at as received_at,
    w.id as ward_id, w.code as ward_code, w.name_pt as ward_name_pt, w.name_en as ward_name_en,
    greatest(0, floor(extract(epoch from i.closed_at - p.prescribed_at) / 60))::integer as minutes
from public.prescription_items i
join public.prescriptions p on p.id = i.prescription_id
join public.admissions a on a.id = p.admission_id
join public.beds b on b.id = a.bed_id
join public.wards w on w.id = b.ward_id
where i.stage = 'received' and i.closed_at is not null;
comment on view read_model.turnarounds is 'Each line that the ward has received, with whole minutes since it was signed.';

create view read_model.expiring_stock as
select
    s.medication_id, s.medication_name_pt, s.medication_name_en, s.presentation_pt, s.presentation_en, s.dispensing_unit,
    s.lot_id, s.lot, s.expires_on, s.place_id, s.place_name_pt, s.place_name_en, s.units, s.units * coalesce(c.unit_cost, 0) as value
from read_model.stock s
left join read_model.lot_costs c on c.lot_id = s.lot_id;
comment on view read_model.expiring_stock is 'What is in stock with its expiry and what it cost.';

grant select on read_model.lot_costs, read_model.consumption, read_model.turnarounds, read_model.expiring_stock to posology_queries;
