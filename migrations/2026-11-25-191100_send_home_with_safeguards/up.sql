-- Thalidomide and its like are as dangerous at home as in the hospital: term, pregnancy test and contraception are
-- asked for what goes home, too, kept, and printed on its papers (WHO-5).

alter table discharge_items
    add column programme_code text references prescriber_programmes,
    add column pregnancy_test_on date,
    add constraint discharge_items_test_of_programme check (pregnancy_test_on is null or programme_code is not null);
create index discharge_items_programme_code on discharge_items (programme_code) where programme_code is not null;
comment on column discharge_items.programme_code is 'The programme that its doctor is registered in; the patient signed its term (WHO-5).';
comment on column discharge_items.pregnancy_test_on is 'Day of the negative test, with contraception confirmed; null of who cannot become pregnant.';

create or replace view read_model.discharge_items as
select
    i.id, i.document_id, i.number, m.name_pt, m.name_en, m.presentation_pt, m.presentation_en, m.strength, m.dispensing_unit,
    i.dose_quantity, i.dose_unit_code, i.route_code, r.name_pt as route_pt, f.name_pt as frequency_pt, f.cycle, i.weekday,
    i.days, i.supply, i.indication, i.interval_hours, i.most_per_day, i.note, i.diagnosis, i.justification, i.programme_code, i.pregnancy_test_on
from public.discharge_items i
join public.medications m on m.id = i.medication_id
join public.routes r on r.code = i.route_code
join public.frequencies f on f.code = i.frequency_code;
