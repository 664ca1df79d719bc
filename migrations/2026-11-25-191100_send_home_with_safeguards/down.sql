drop view read_model.discharge_items;
alter table discharge_items drop column programme_code, drop column pregnancy_test_on;
create view read_model.discharge_items as
select
    i.id, i.document_id, i.number, m.name_pt, m.name_en, m.presentation_pt, m.presentation_en, m.strength, m.dispensing_unit,
    i.dose_quantity, i.dose_unit_code, i.route_code, r.name_pt as route_pt, f.name_pt as frequency_pt, f.cycle, i.weekday,
    i.days, i.supply, i.indication, i.interval_hours, i.most_per_day, i.note, i.diagnosis, i.justification
from public.discharge_items i
join public.medications m on m.id = i.medication_id
join public.routes r on r.code = i.route_code
join public.frequencies f on f.code = i.frequency_code;
comment on view read_model.discharge_items is 'What is on each paper, with the words that are printed.';
grant select on read_model.discharge_items to posology_queries;
