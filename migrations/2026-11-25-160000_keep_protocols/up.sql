-- Antineoplastics are given by protocol, cycle and day, by body surface (WHO-2); thalidomide and its like only by
-- registered doctors, with a signed term, and with test and contraception where a pregnancy is possible (WHO-5).
-- What was confirmed is kept with the item and shown wherever its dose is.

alter table hospital
    add column height_valid_days smallint not null default 30 check (height_valid_days between 1 and 365),
    add column child_bearing_from_years smallint not null default 10 check (child_bearing_from_years between 0 and 120),
    add column child_bearing_to_years smallint not null default 55 check (child_bearing_to_years between 0 and 120),
    add column pregnancy_test_valid_days smallint not null default 7 check (pregnancy_test_valid_days between 1 and 90);
comment on column hospital.height_valid_days is 'Days that a height counts for where a dose rests on the body surface (PRE-3).';
comment on column hospital.child_bearing_from_years is 'Youngest age at which a pregnancy is thought of; with child_bearing_to_years, both included (WHO-5).';
comment on column hospital.pregnancy_test_valid_days is 'Days that a negative pregnancy test counts for (WHO-5).';

alter table medications
    add column registered_programme boolean not null generated always as (policy = 'registered_prescriber_programme') stored;
comment on column medications.registered_programme is 'Only doctors registered in its programme prescribe it, as its policy says (WHO-5).';

create table prescriber_programmes (
    code text primary key check (code ~ '^[a-z_]+$'),
    name_pt text not null check (name_pt <> ''),
    name_en text not null check (name_en <> ''),
    atc_code text not null unique check (atc_code <> '')
);
comment on table prescriber_programmes is 'Programmes that doctors register in before they may prescribe a medication, found by its ATC code (WHO-5).';
insert into prescriber_programmes (code, name_pt, name_en, atc_code) values
    ('thalidomide', 'programa de controle da talidomida', 'thalidomide control programme', 'L04AX02'),
    ('lenalidomide', 'programa de controle da lenalidomida', 'lenalidomide control programme', 'L04AX04'),
    ('pomalidomide', 'programa de controle da pomalidomida', 'pomalidomide control programme', 'L04AX06');

create table programme_registrations (
    programme_code text not null references prescriber_programmes,
    doctor_id bigint not null references doctors,
    primary key (programme_code, doctor_id)
);
create index programme_registrations_doctor_id on programme_registrations (doctor_id);
comment on table programme_registrations is 'Which doctor is registered in which programme; the hospital''s data (WHO-5).';
grant select on prescriber_programmes, programme_registrations to posology_commands;

alter table prescription_items
    add column height_cm numeric(5, 1) check (height_cm > 0),
    add column height_measured_at timestamptz,
    add column surface_m2 numeric(4, 2) check (surface_m2 > 0),
    add column protocol text check (length(protocol) between 1 and 100),
    add column protocol_cycle smallint check (protocol_cycle between 1 and 99),
    add column protocol_day smallint check (protocol_day between 1 and 99),
    add column programme_code text references prescriber_programmes,
    add column pregnancy_test_on date check (programme_code is not null or pregnancy_test_on is null),
    drop constraint prescription_items_per_kg_unit_check,
    add constraint prescription_items_per_kg_unit_check check (per_kg_unit in ('mg/kg', 'mcg/kg', 'unit/kg', 'mL/kg', 'mg/m2')),
    add constraint protocol check (num_nonnulls(protocol, protocol_cycle, protocol_day) in (0, 3)),
    add constraint surface check (num_nonnulls(height_cm, height_measured_at, surface_m2) in (0, 3)
        and (surface_m2 is null or weight_kg is not null)
        and (surface_m2 is not null or coalesce(per_kg_unit, '') <> 'mg/m2'));
create index prescription_items_programme_code on prescription_items (programme_code) where programme_code is not null;
comment on column prescription_items.surface_m2 is 'Body surface by Mosteller from weight_kg and height_cm, as it was shown before signing (WHO-2).';
comment on column prescription_items.per_kg_quantity is 'The dose as prescribed per kg or m2; dose_quantity is this times weight_kg or surface_m2 (ITEM-10).';
comment on column prescription_items.protocol is 'Of an antineoplastic: its protocol, with the number of the cycle and the day of the cycle (WHO-2).';
comment on column prescription_items.programme_code is 'The programme that its doctor was registered in; the patient has signed its term (WHO-5).';
comment on column prescription_items.pregnancy_test_on is 'Day of a negative pregnancy test; contraception was confirmed with it. Null where no pregnancy is possible (WHO-5).';

alter table order_set_items
    drop constraint order_set_items_per_kg_unit_check,
    add constraint order_set_items_per_kg_unit_check check (per_kg_unit in ('mg/kg', 'mcg/kg', 'unit/kg', 'mL/kg', 'mg/m2'));

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
    -- Most items have none of it, and are read by the thousand at each refresh.
    case when num_nonnulls(i.indication, i.interval_hours, i.preparation, i.per_kg_quantity, i.weight_kg, i.review_at,
        i.protocol, i.surface_m2, i.programme_code) = 0 and not (m.atc_code like 'L01CA%' and m.form_group_code = 'inj')
    then '{}' else jsonb_strip_nulls(jsonb_build_object(
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
        'protocol', case when i.protocol is not null then
            jsonb_build_object('name', i.protocol, 'cycle', i.protocol_cycle, 'day', i.protocol_day) end,
        'surface', case when i.surface_m2 is not null then
            jsonb_build_object('m2', trim_scale(i.surface_m2)::text, 'cm', trim_scale(i.height_cm)::text,
                'at', to_char(i.height_measured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end,
        'safeguards', case when i.programme_code is not null then jsonb_build_object('pregnancy_test_on', i.pregnancy_test_on) end,
        'fatal_by_other_routes', nullif(m.atc_code like 'L01CA%' and m.form_group_code = 'inj', false)
    )) end as contents,
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
