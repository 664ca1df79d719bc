-- Two patients in the house with the same or a similar name are taken for each other; every screen says so (ID-4).
-- Comparing everybody with everybody costs seconds in a large hospital, so who is like whom is kept: found out
-- when somebody comes, leaves or is named otherwise, and looked up by each page.

create function names_alike(one text, other text) returns boolean language plpgsql immutable strict parallel safe
    set search_path = public, pg_temp as $$
declare
    a text := regexp_replace(fold(one), '^rn (de )?', '');
    b text := regexp_replace(fold(other), '^rn (de )?', '');
begin
    return similarity(a, b) >= 0.6
        or substring(a from '^\S+') = substring(b from '^\S+') and substring(a from '\S+$') = substring(b from '\S+$');
end $$;
comment on function names_alike(text, text) is 'The rule of ID-4: alike by trigrams, or the same first and last name. A newborn (RN de …) goes by the mother''s name.';

create table homonyms (
    patient_id bigint not null references patients,
    other_id bigint not null references patients,
    primary key (patient_id, other_id)
);
create index homonyms_other_id on homonyms (other_id);
comment on table homonyms is 'Pairs of admitted patients with names alike, each pair both ways round; kept by triggers, never written by hand.';

-- Runs at commit, one at a time: of two people with one name who come at once, the second sees the first.
create function keep_homonyms() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    changed bigint := to_jsonb(new) ->> tg_argv[0];
begin
    perform pg_advisory_xact_lock(hashtext('homonyms'));
    delete from homonyms where patient_id = changed or other_id = changed;
    insert into homonyms
    select pair.patient_id, pair.other_id
    from patients p
    join admissions own on own.patient_id = p.id and own.discharged_at is null
    join admissions others on others.discharged_at is null and others.patient_id <> p.id
    join patients o on o.id = others.patient_id
    cross join lateral (values (p.id, o.id), (o.id, p.id)) pair (patient_id, other_id)
    where p.id = changed and names_alike(p.name, o.name);
    return null;
end $$;
create constraint trigger admissions_homonyms after insert or update of discharged_at on admissions
    deferrable initially deferred for each row execute function keep_homonyms('patient_id');
create constraint trigger patients_homonyms after update of name on patients
    deferrable initially deferred for each row execute function keep_homonyms('id');

insert into homonyms
select pair.patient_id, pair.other_id
from admissions own
join patients p on p.id = own.patient_id
join admissions others on others.discharged_at is null and others.patient_id > p.id
join patients o on o.id = others.patient_id
cross join lateral (values (p.id, o.id), (o.id, p.id)) pair (patient_id, other_id)
where own.discharged_at is null and names_alike(p.name, o.name);

grant select on homonyms to posology_commands;

create view read_model.homonyms as
select h.patient_id, h.other_id, o.name, o.birth_date, o.record_number, b.code as bed_code
from public.homonyms h
join public.patients o on o.id = h.other_id
join public.admissions a on a.patient_id = o.id and a.discharged_at is null
join public.beds b on b.id = a.bed_id;
comment on view read_model.homonyms is 'For each admitted patient the others in the house with a name alike, and what tells them apart (ID-2, ID-4).';
grant select on read_model.homonyms to posology_queries;
