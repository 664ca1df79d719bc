drop view read_model.stock_ledger;
create view read_model.stock_ledger as
select
    v.id, v.at, v.kind, l.medication_id, l.number as lot, l.expires_on,
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
grant select on read_model.stock_ledger to posology_queries;
drop view read_model.lot_whereabouts;
drop view read_model.lots;
