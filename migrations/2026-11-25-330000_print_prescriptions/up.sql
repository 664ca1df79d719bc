-- An inpatient prescription on paper says where the patient lies down to floor and wing (ID-1), who the patient is by a
-- document (ID-9), and with a stated specialty the number that it is registered under (ID-7).

alter table wards
    add floor text not null default '',
    add wing text not null default '';
comment on column wards.floor is 'As signs in the building write it; empty where there is one floor (ID-1).';
comment on column wards.wing is 'As signs in the building write it; empty where there is one wing (ID-1).';

alter table doctors add rqe text check (rqe ~ '^[0-9]{1,7}$');
comment on column doctors.rqe is 'Under which the specialty is registered with the council; null where it is not on record (ID-7).';

create view read_model.prescription_papers as
select
    p.id, p.prescribed_at, p.valid_until,
    d.name as doctor_name, d.council || '/' || d.registration_state || ' ' || d.registration_number as registration,
    s.name_pt as specialty_name_pt, s.name_en as specialty_name_en, d.rqe,
    pt.id as patient_id, pt.name as patient_name, pt.record_number, pt.birth_date, pt.sex, pt.cpf, pt.cns, pt.allergy_status,
    array(select a.substance from public.allergies a where a.patient_id = pt.id order by a.substance) as allergies,
    m.weight_kg, m.weighed_at,
    ad.id as admission_id, ad.admitted_at, w.code as ward_code, w.name_pt as ward_name_pt, w.name_en as ward_name_en,
    w.floor, w.wing, b.code as bed_code
from public.prescriptions p
join public.doctors d on d.id = p.doctor_id
join public.specialties s on s.id = d.specialty_id
join public.patients pt on pt.id = p.patient_id
join read_model.measurements m on m.patient_id = pt.id
join public.admissions ad on ad.id = p.admission_id
join public.beds b on b.id = ad.bed_id
join public.wards w on w.id = b.ward_id;
comment on view read_model.prescription_papers is 'The head of a prescription on paper: all that the norms ask for (ID-1, ID-7, ID-9).';
grant select on read_model.prescription_papers to posology_queries;
