-- The demo's own orders that still run, as a doctor would type them into the form, in Portuguese.
select i.id as item_id, p.patient_id, p.admission_id, b.ward_id, i.medication_id, f.cycle = 'once' as once,
    array[
        m.code,
        replace(trim_scale(coalesce(i.per_kg_quantity, i.dose_quantity))::text, '.', ','),
        coalesce(i.per_kg_unit, i.dose_unit_code), i.route_code, i.frequency_code, coalesce(i.weekday::text, ''),
        i.duration_days::text, coalesce(i.indication, ''),
        replace(coalesce(trim_scale(i.interval_hours)::text, ''), '.', ','), coalesce(i.most_per_day::text, ''),
        coalesce(i.diluent_code, i.preparation, ''), replace(coalesce(trim_scale(i.volume_ml)::text, ''), '.', ','),
        replace(coalesce(trim_scale(i.infusion_minutes)::text, ''), '.', ','),
        replace(coalesce(trim_scale(i.rate_quantity)::text, ''), '.', ','), coalesce(i.rate_unit, ''),
        coalesce((select string_agg(to_char(t.time_of_day, 'HH24:MI'), ' ' order by t.time_of_day)
                  from prescription_item_times t where t.item_id = i.id), ''),
        coalesce(i.protocol, ''), coalesce(i.protocol_cycle::text, ''), coalesce(i.protocol_day::text, '')
    ] as typed
from prescription_items i
join prescriptions p on p.id = i.prescription_id
join admissions a on a.id = p.admission_id
join beds b on b.id = a.bed_id
join medications m on m.id = i.medication_id
join frequencies f on f.code = i.frequency_code
where p.id > 1 and i.stage not in ('refused', 'suspended', 'expired', 'returned')
order by p.patient_id, i.number;
