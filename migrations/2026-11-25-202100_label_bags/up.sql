-- What lies in the patients' bags, for their labels (PH-4): of each prescribed item the lots with what is left of them,
-- and the medication as it was picked, which labels name even where it is not the one on the prescription (PH-10).
create view read_model.bag_lots as
select
    v.item_id, l.id as lot_id, l.number as lot, l.expires_on, l.gtin,
    m.code as medication_code, m.name_pt as medication_name_pt, m.name_en as medication_name_en, m.presentation_pt, m.presentation_en,
    m.strength, m.dispensing_unit,
    sum(case when t.kind = 'bags' then v.units else -v.units end)::integer as units,
    min(v.at) as separated_at
from public.stock_movements v
join public.lots l on l.id = v.lot_id
join public.medications m on m.id = l.medication_id
left join public.stock_places f on f.id = v.from_place_id
left join public.stock_places t on t.id = v.to_place_id
where v.item_id is not null and 'bags' in (f.kind, t.kind)
group by v.item_id, l.id, m.id
having sum(case when t.kind = 'bags' then v.units else -v.units end) > 0;
comment on view read_model.bag_lots is 'What is in the bags of each prescribed item, by lot, in whole dispensing units (PH-4).';
grant select on read_model.bag_lots to posology_queries;
