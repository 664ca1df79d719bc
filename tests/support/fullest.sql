update patients set name = rpad('Maria Oliveira ', 119, 'de Albuquerque Cavalcanti ') || 'x', allergy_status = 'known' where id = 1;
insert into allergies (patient_id, substance, reaction)
select 1, rpad('Alergia ' || n || ' ', 119, 'a substâncias semelhantes ') || 'x', 'anafilaxia' from generate_series(1, 15) n;
insert into medications (code, name_pt, name_en, presentation_pt, presentation_en, strength, form_group_code, high_alert)
select 'FULL-' || n, rpad('Medicamento ' || n || ' ', 119, 'composto ') || 'x', rpad('Medication ' || n || ' ', 119, 'compound ') || 'x',
       '500 mg pó para solução injetável; frasco-ampola', '500 mg powder for solution for injection; vial', '500 mg', 'inj',
       case when n % 3 = 0 then 'HA01' else '' end
from generate_series(1, 60) n;
-- One without a space in it.
update medications set name_pt = rpad('Indivisivel', 120, 'ometil'), name_en = rpad('Undivided', 120, 'omethyl') where code = 'FULL-1';

do $$
declare
    signed bigint;
    item bigint;
    chosen text;
begin
    for place in 0..2 loop
        insert into prescriptions (admission_id, patient_id, doctor_id, prescribed_at, valid_until)
        select a.id, 1, 1, now() - place * interval '5 hours', now() - place * interval '5 hours' + interval '24 hours'
        from admissions a where a.patient_id = 1 and a.discharged_at is null
        returning id into signed;
        for number in 1..20 loop
            chosen := (array['6/6H', '1/1H', '12/12H', '2/2H', '1X'])[1 + number % 5];
            insert into prescription_items (prescription_id, number, medication_id, dose_quantity, dose_unit_code, route_code,
                frequency_code, cycle, scheduled_from, preparation, duration_days, note, stage)
            select signed, number, m.id, 123456.7891, 'iu', 'IV', chosen, 'daily', now() - place * interval '5 hours', 'bolus', 7, case when number = 1 then rpad('nota ', 500, 'longa ') else '' end,
                   (array['submitted', 'verified', 'separated', 'dispensed', 'sent', 'queried'])[1 + number % 6]
            from medications m where m.code = 'FULL-' || place * 20 + number
            returning id into item;
            insert into prescription_item_times select item, unnest(default_times) from frequencies where code = chosen;
        end loop;
    end loop;
end $$;
