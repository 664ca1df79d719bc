-- :prescriptions prescriptions of :items items; closed long ago, or open since some time today.
with patient as (
    select id as patient_id, admission_id, row_number() over (order by id) - 1 as place
    from (select p.id, min(a.id) as admission_id from patients p join admissions a on a.patient_id = p.id
          where p.allergy_status is not null group by p.id) admitted
), made as (
    insert into prescriptions (admission_id, patient_id, doctor_id, prescribed_at, valid_until)
    select patient.admission_id, patient.patient_id, 1 + n % 40, at, at + interval '24 hours'
    from generate_series(0, :prescriptions - 1) n
    join patient on patient.place = n % (select count(*) from patient)
    cross join lateral (
        select case when :closed then now() - interval '3 days' - n * (interval '700 days' / :prescriptions)
                    else now() - n * (interval '23 hours' / :prescriptions) end as at
    ) moment
    returning id, prescribed_at
), item as (
    insert into prescription_items (prescription_id, number, medication_id, dose_quantity, dose_unit_code, route_code,
        frequency_code, duration_days, stage, stage_since, closed_at)
    select made.id, number, 1 + (made.id * 7 + number * 31) % 250, 500, 'mg', 'VO', '6/6H', 3,
           case when :closed then 'received' else 'submitted' end, prescribed_at,
           case when :closed then prescribed_at + interval '20 hours' end
    from made cross join generate_series(1, :items) number
    returning id
)
insert into prescription_item_times
select item.id, time::time from item cross join unnest(array['00:00', '06:00', '12:00', '18:00']) time;
