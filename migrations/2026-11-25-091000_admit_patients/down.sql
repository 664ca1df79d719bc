drop view read_model.patients;
revoke insert on patients, admissions from posology_commands;
drop sequence record_numbers, provisional_identities;
drop index patients_birth_date;
alter table admissions drop column written_at;
alter table patients drop column provisional, drop column cpf, drop column cns;

create view read_model.patients as
select
    p.id, p.record_number, p.name, p.birth_date, p.sex, p.mother_name, p.address, p.allergy_status,
    array(select a.substance from public.allergies a where a.patient_id = p.id order by a.substance) as allergies,
    p.search || ' ' || coalesce(fold(b.code || ' ' || w.code || ' ' || w.name_pt || ' ' || w.name_en), '') as search,
    ad.id as admission_id, ad.admitted_at,
    w.id as ward_id, w.code as ward_code, w.name_pt as ward_name_pt, w.name_en as ward_name_en, b.code as bed_code
from public.patients p
left join public.admissions ad on ad.patient_id = p.id and ad.discharged_at is null
left join public.beds b on b.id = ad.bed_id
left join public.wards w on w.id = b.ward_id;
comment on view read_model.patients is 'Who a patient is and where; ward and bed are null when not admitted.';
grant select on read_model.patients to posology_queries;
