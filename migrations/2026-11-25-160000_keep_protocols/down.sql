create or replace view read_model.lines as
select
    i.prescription_id,
    i.number as item_number,
    i.id as item_id,
    w.id as ward_id,
    w.code as ward_code,
    w.name_pt as ward_name_pt,
    w.name_en as ward_name_en,
    b.code as bed_code,
    pt.id as patient_id,
    pt.record_number,
    pt.name as patient_name,
    pt.birth_date,
    pt.search as patient_search,
    pt.allergy_status,
    array(select a.substance from public.allergies a where a.patient_id = pt.id order by a.substance) as allergies,
    m.id as medication_id,
    m.code as medication_code,
    m.name_pt as medication_name_pt,
    m.name_en as medication_name_en,
    m.presentation_pt,
    m.presentation_en,
    m.high_alert <> '' as high_alert,
    i.dose_quantity,
    i.dose_unit_code,
    r.code as route_code,
    r.name_pt as route_name_pt,
    r.name_en as route_name_en,
    f.name_pt as frequency_name_pt,
    f.name_en as frequency_name_en,
    f.stat,
    array(select t.time_of_day from public.prescription_item_times t where t.item_id = i.id order by t.time_of_day) as times,
    i.cycle,
    i.weekday,
    i.first_dose_at,
    i.scheduled_from,
    i.duration_days,
    i.note,
    jsonb_strip_nulls(jsonb_build_object(
        'indication', i.indication,
        'as_needed', case when i.interval_hours is not null then
            jsonb_build_object('interval_hours', trim_scale(i.interval_hours)::text, 'most_per_day', i.most_per_day) end,
        'infusion', case when i.preparation = 'bolus' then to_jsonb(i.preparation) when i.preparation is not null then
            jsonb_build_object('flow', jsonb_build_object(
                'diluent', case when i.diluent_code is not null then
                    jsonb_build_object('code', dl.code, 'name', jsonb_build_object('pt', dl.name_pt, 'en', dl.name_en)) end,
                'volume_ml', trim_scale(i.volume_ml)::text, 'ml_h', trim_scale(i.rate_ml_h)::text,
                'pace', case when i.rate_quantity is null then jsonb_build_object('minutes', trim_scale(i.infusion_minutes)::text)
                    else jsonb_build_object('rate', jsonb_build_object('quantity', trim_scale(i.rate_quantity)::text, 'unit', i.rate_unit)) end)) end,
        'per_kg', case when i.per_kg_quantity is not null then
            jsonb_build_object('quantity', trim_scale(i.per_kg_quantity)::text, 'unit', i.per_kg_unit) end,
        'weight', case when i.weight_kg is not null then
            jsonb_build_object('kg', trim_scale(i.weight_kg)::text, 'at', to_char(i.weighed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end,
        'therapy', case when i.review_at is not null then
            jsonb_build_object('started_on', i.therapy_started_on, 'review_at', to_char(i.review_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end,
        'fatal_by_other_routes', nullif(m.atc_code like 'L01CA%' and m.form_group_code = 'inj', false)
    )) as contents,
    d.id as doctor_id,
    d.name as doctor_name,
    s.name_pt as specialty_name_pt,
    s.name_en as specialty_name_en,
    d.council || '/' || d.registration_state || ' ' || d.registration_number as registration,
    p.prescribed_at,
    p.valid_until,
    i.stage,
    i.stage_since,
    i.closed_at
from public.prescription_items i
join public.prescriptions p on p.id = i.prescription_id
join public.admissions ad on ad.id = p.admission_id
join public.beds b on b.id = ad.bed_id
join public.wards w on w.id = b.ward_id
join public.patients pt on pt.id = p.patient_id
join public.medications m on m.id = i.medication_id
join public.routes r on r.code = i.route_code
join public.frequencies f on f.code = i.frequency_code
left join public.diluents dl on dl.code = i.diluent_code
join public.doctors d on d.id = p.doctor_id
join public.specialties s on s.id = d.specialty_id;

alter table order_set_items
    drop constraint order_set_items_per_kg_unit_check,
    add constraint order_set_items_per_kg_unit_check check (per_kg_unit in ('mg/kg', 'mcg/kg', 'unit/kg', 'mL/kg'));
alter table prescription_items
    drop constraint surface,
    drop constraint protocol,
    drop constraint prescription_items_per_kg_unit_check,
    add constraint prescription_items_per_kg_unit_check check (per_kg_unit in ('mg/kg', 'mcg/kg', 'unit/kg', 'mL/kg')),
    drop column pregnancy_test_on,
    drop column programme_code,
    drop column protocol_day,
    drop column protocol_cycle,
    drop column protocol,
    drop column surface_m2,
    drop column height_measured_at,
    drop column height_cm;
comment on column prescription_items.per_kg_quantity is 'The dose as prescribed per kg; dose_quantity is this times weight_kg (ITEM-10).';
drop table programme_registrations, prescriber_programmes;
alter table medications drop column registered_programme;
alter table hospital
    drop column pregnancy_test_valid_days,
    drop column child_bearing_to_years,
    drop column child_bearing_from_years,
    drop column height_valid_days;
