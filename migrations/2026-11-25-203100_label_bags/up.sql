-- What lies in the patients' bags, for their labels (PH-4): of each prescribed item the lots with what is left of them,
-- and the medication as it was picked, which labels name even where it is not the one on the prescription (PH-10).
create view read_model.bag_lots as
select
    x.item_id, l.id as lot_id, l.number as lot, l.expires_on, l.gtin,
    m.code as medication_code, m.name_pt as medication_name_pt, m.name_en as medication_name_en, m.presentation_pt, m.presentation_en,
    m.strength, m.dispensing_unit, x.bagged as units,
    (select min(v.at) from public.stock_movements v where v.item_id = x.item_id and v.lot_id = x.lot_id and v.kind = 'separate') as separated_at
from public.item_lots x
join public.lots l on l.id = x.lot_id
join public.medications m on m.id = l.medication_id
where x.bagged > 0;
comment on view read_model.bag_lots is 'What is in the bags of each prescribed item, by lot, in whole dispensing units (PH-4).';
grant select on read_model.bag_lots to posology_queries;
