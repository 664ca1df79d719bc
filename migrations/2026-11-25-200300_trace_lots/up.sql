-- A recall must answer at once where every unit of a lot is, who received it and when, and what nobody can account for
-- (ST-5). One view has all of it: what lies somewhere, what waits in a patient's bag, and each movement in from a
-- supplier or out of the pharmacy.

create view read_model.lots as
select
    l.id, l.medication_id, m.code as medication_code, m.name_pt as medication_name_pt, m.name_en as medication_name_en,
    m.presentation_pt, m.presentation_en, m.dispensing_unit, m.controlled_list <> '' as controlled,
    l.number, l.expires_on, l.state
from public.lots l
join public.medications m on m.id = l.medication_id;
comment on view read_model.lots is 'Each lot with its medication, expiry and state (ST-1).';

create view read_model.lot_whereabouts as
select
    w.lot_id, w.what, w.units, w.at, w.place_name_pt, w.place_name_en, w.place_kind, w.reason, w.user_name,
    i.prescription_id, i.number as item_number, pt.id as patient_id, pt.name as patient_name, pt.record_number
from (
    select b.lot_id, 'place' as what, b.units::bigint as units, null::timestamptz as at, p.name_pt as place_name_pt,
        p.name_en as place_name_en, p.kind as place_kind, null::bigint as item_id, '' as reason, '' as user_name
    from public.stock_balances b
    join public.stock_places p on p.id = b.place_id
    where b.units > 0 and p.kind <> 'bags'
    union all
    select v.lot_id, 'bag', sum(case when v.to_place_id = p.id then v.units else -v.units end), max(v.at), p.name_pt,
        p.name_en, p.kind, v.item_id, '', ''
    from public.stock_movements v
    join public.stock_places p on p.kind = 'bags' and p.id in (v.from_place_id, v.to_place_id)
    group by v.lot_id, v.item_id, p.id
    having sum(case when v.to_place_id = p.id then v.units else -v.units end) <> 0
    union all
    select v.lot_id,
        case
            when v.kind = 'adjustment' and v.to_place_id is null then 'missing'
            when v.kind = 'adjustment' then 'found'
            when v.kind = 'discard' and v.from_place_id is null then 'discarded-return'
            else v.kind end,
        v.units, v.at, p.name_pt, p.name_en, p.kind, v.item_id, v.reason, u.name
    from public.stock_movements v
    join public.users u on u.id = v.user_id
    left join public.stock_places p on p.id = coalesce(v.from_place_id, v.to_place_id)
    where v.kind in ('receipt', 'dispense', 'return', 'discard', 'loss', 'adjustment')
) w
left join public.prescription_items i on i.id = w.item_id
left join public.prescriptions r on r.id = i.prescription_id
left join public.patients pt on pt.id = r.patient_id;
comment on view read_model.lot_whereabouts is
    'Of each lot: units at places, in patients'' bags, and each movement from outside or away, with the patient (ST-5).';
comment on column read_model.lot_whereabouts.what is
    'place, bag, receipt, dispense, return, discard, discarded-return (never restocked), loss, missing or found at a count.';

drop view read_model.stock_ledger;
create view read_model.stock_ledger as
select
    v.id, v.at, v.kind, l.medication_id, l.id as lot_id, l.number as lot, l.expires_on,
    f.name_pt as from_pt, f.name_en as from_en, t.name_pt as to_pt, t.name_en as to_en, v.units,
    i.prescription_id, i.number as item_number, u.name as user_name, s.name as second_user_name,
    v.reason, v.document, v.supplier, v.unit_cost
from public.stock_movements v
join public.lots l on l.id = v.lot_id
join public.users u on u.id = v.user_id
left join public.users s on s.id = v.second_user_id
left join public.stock_places f on f.id = v.from_place_id
left join public.stock_places t on t.id = v.to_place_id
left join public.prescription_items i on i.id = v.item_id;
comment on view read_model.stock_ledger is 'Each movement with who, what and where from and to: the ledger as it is read.';

grant select on read_model.lots, read_model.lot_whereabouts, read_model.stock_ledger to posology_queries;
