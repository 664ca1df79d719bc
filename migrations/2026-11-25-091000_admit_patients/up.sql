-- Doctors and nurses admit patients, and register those whom the hospital does not know yet.
-- Somebody whom nobody can name gets an identity of their own until they are known (ID-3).

alter table patients
    add column provisional boolean not null default false,
    add column cpf text unique check (cpf ~ '^[0-9]{11}$'),
    add column cns text unique check (cns ~ '^[0-9]{15}$');
comment on column patients.provisional is 'True while the name is made up and the age estimated, because nobody knows who it is (ID-3).';
comment on column patients.cpf is 'Taxpayer number, eleven digits, check digits verified by the program (ID-5).';
comment on column patients.cns is 'National health card, fifteen digits, verified by the program (ID-5).';
alter table admissions
    add column written_at timestamptz,
    add check (written_at >= admitted_at);
comment on column admissions.written_at is 'When the beginning was written down, of a stay that had begun before (the server was down); null where at once.';
create index patients_birth_date on patients (birth_date, fold(name));

create sequence record_numbers start 2000001;
comment on sequence record_numbers is 'Record numbers that the hospital gives out itself; one that was typed already is skipped.';
create sequence provisional_identities;
comment on sequence provisional_identities is 'Tells apart two unidentified people who come in the same minute (ID-3).';

grant insert on patients, admissions to posology_commands;
grant usage on sequence record_numbers, provisional_identities to posology_commands;

create or replace view read_model.patients as
select
    p.id, p.record_number, p.name, p.birth_date, p.sex, p.mother_name, p.address, p.allergy_status,
    array(select a.substance from public.allergies a where a.patient_id = p.id order by a.substance) as allergies,
    p.search || ' ' || coalesce(fold(b.code || ' ' || w.code || ' ' || w.name_pt || ' ' || w.name_en), '') as search,
    ad.id as admission_id, ad.admitted_at,
    w.id as ward_id, w.code as ward_code, w.name_pt as ward_name_pt, w.name_en as ward_name_en, b.code as bed_code,
    p.provisional, p.cpf, p.cns
from public.patients p
left join public.admissions ad on ad.patient_id = p.id and ad.discharged_at is null
left join public.beds b on b.id = ad.bed_id
left join public.wards w on w.id = b.ward_id;
