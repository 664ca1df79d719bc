-- What each list of Portaria SVS/MS 344/1998 asks for outside the hospital (CTL-2), and which items an addendum moves
-- to the special-control prescription (CTL-3). For an inpatient the signed prescription is enough (CTL-1: art. 35 § 5,
-- art. 56). Facts of the Portaria with RDC 58/2007, 50/2014, 11/2011 and 873/2024; a hospital keeps them current.

create table controlled_list_rules (
    list text primary key check (list in ('A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C5')),
    document_pt text not null check (document_pt <> ''),
    document_en text not null check (document_en <> ''),
    colour_pt text not null,
    colour_en text not null,
    most_ampoules smallint check (most_ampoules > 0),
    most_days smallint not null check (most_days > 0),
    most_substances smallint not null check (most_substances > 0),
    valid_days smallint not null check (valid_days > 0)
);
comment on table controlled_list_rules is 'What a controlled substance needs outside the hospital, by list (CTL-2).';
comment on column controlled_list_rules.most_ampoules is 'Of one substance; null where days alone count.';
comment on column controlled_list_rules.most_days is 'Days of treatment, of what is not in ampoules.';
comment on column controlled_list_rules.most_substances is 'Different substances on one document.';
comment on column controlled_list_rules.valid_days is 'Days after its date that the document may be used.';

insert into controlled_list_rules
    (list, document_pt, document_en, colour_pt, colour_en, most_ampoules, most_days, most_substances, valid_days) values
    ('A1', 'Notificação de Receita A', 'Prescription notification A', 'amarela', 'yellow', 5, 30, 1, 30),
    ('A2', 'Notificação de Receita A', 'Prescription notification A', 'amarela', 'yellow', 5, 30, 1, 30),
    ('A3', 'Notificação de Receita A', 'Prescription notification A', 'amarela', 'yellow', 5, 30, 1, 30),
    ('B1', 'Notificação de Receita B', 'Prescription notification B', 'azul', 'blue', 5, 60, 1, 30),
    ('B2', 'Notificação de Receita B2, com termo de responsabilidade', 'Prescription notification B2, with a statement of responsibility', 'azul', 'blue', null, 30, 1, 30),
    ('C1', 'Receita de Controle Especial, 2 vias', 'Special-control prescription, 2 copies', 'branca', 'white', 5, 60, 3, 30),
    ('C2', 'Notificação de Receita Especial para retinoides sistêmicos, com termo de consentimento', 'Special prescription notification for systemic retinoids, with a consent form', 'branca', 'white', 5, 30, 1, 30),
    ('C3', 'Notificação de Receita de Talidomida, com termo; lenalidomida e pomalidomida: programa próprio', 'Thalidomide prescription notification, with its form; lenalidomide and pomalidomide: a programme of their own', 'branca', 'white', null, 30, 1, 20),
    ('C5', 'Receita de Controle Especial, 2 vias', 'Special-control prescription, 2 copies', 'branca', 'white', 5, 60, 3, 30);
grant select on controlled_list_rules to posology_commands;

alter table medications add column controlled_addendum boolean not null default false;
comment on column medications.controlled_addendum is 'An addendum of its list moves this item to the special-control prescription (CTL-3).';
update medications set controlled_addendum = true
where controlled_list <> '' and atc_code in ('N02AX02', 'N02AJ13', 'N02AJ14', 'R05DA04', 'N02AJ06', 'N02AF02', 'N03AA02');

create view read_model.controlled_list_rules as
select list, document_pt, document_en, colour_pt, colour_en, most_ampoules, most_days, most_substances, valid_days
from public.controlled_list_rules;
comment on view read_model.controlled_list_rules is 'What each list asks for outside the hospital (CTL-2).';

create view read_model.controlled_items as
select
    i.id as item_id, i.prescription_id, p.patient_id, i.duration_days, p.prescribed_at, p.valid_until, i.stage,
    i.cycle, f.doses_per_day, i.most_per_day, f.continuous, m.dispensing_unit, m.name_pt, m.name_en, m.substances, m.atc_code, m.form_group_code,
    m.controlled_list, m.controlled_addendum, m.policy = 'hospital_use_only' as hospital_only
from public.prescription_items i
join public.prescriptions p on p.id = i.prescription_id
join public.medications m on m.id = i.medication_id
join public.frequencies f on f.code = i.frequency_code
where m.controlled_list <> '';
comment on view read_model.controlled_items is 'Prescribed items of controlled substances, with what their documents depend on (CTL-2 to CTL-4).';
grant select on read_model.controlled_list_rules, read_model.controlled_items to posology_queries;
