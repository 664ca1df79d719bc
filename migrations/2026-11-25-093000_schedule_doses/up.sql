-- When doses are due: on which days, how far apart, and at the times of the ward where the patient lies (TIME-1).
-- Every other day, weekly and monthly were left out before, as no list could say on which day they are due.

alter table frequencies
    add column cycle text not null default 'daily' check (cycle in ('once', 'daily', 'alternate', 'weekly', 'monthly')),
    add column interval_minutes smallint check (interval_minutes > 0);
comment on column frequencies.cycle is 'How days with doses follow each other; doses_per_day is for each of these days.';
comment on column frequencies.interval_minutes is 'The interval that doses must keep, in minutes (TIME-3); null for so many times a day.';

update frequencies set cycle = 'once' where code in ('AGORA', 'DU');
update frequencies set interval_minutes = 24 * 60 / doses_per_day
where code in ('24/24H', '12/12H', '8/8H', '6/6H', '4/4H', '3/3H', '2/2H', '1/1H');

insert into frequencies (code, name_pt, name_en, doses_per_day, default_times, stat, position, cycle, interval_minutes) values
    ('48/48H', 'em dias alternados (de 48 em 48 horas)', 'Every other day (every 48 hours)', 1, '{10:00}', false, 30, 'alternate', 2880),
    ('1XSEM', '1 vez por semana', 'Weekly', 1, '{08:00}', false, 31, 'weekly', null),
    ('1XMES', '1 vez por mês', 'Monthly', 1, '{08:00}', false, 32, 'monthly', null);

alter table specialties add column oncology boolean not null default false;
comment on column specialties.oncology is 'Treats cancer and blood diseases: may prescribe oral methotrexate otherwise than weekly (ITEM-15).';
update specialties set oncology = true where code in ('ESP25', 'ESP44');

create table ward_frequency_times (
    ward_id bigint not null references wards,
    frequency_code text not null references frequencies,
    times time[] not null check (array_position(times, null) is null),
    primary key (ward_id, frequency_code)
);
create index ward_frequency_times_frequency_code on ward_frequency_times (frequency_code);
comment on table ward_frequency_times is 'A ward''s own usual times of a frequency, in place of the hospital''s (TIME-1).';
grant select on ward_frequency_times to posology_commands;

create function require_as_many_ward_times() returns trigger language plpgsql as $$
begin
    if cardinality(new.times) <> (select doses_per_day from frequencies where code = new.frequency_code) then
        raise exception 'frequency % has another number of times', new.frequency_code using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger ward_frequency_times_number before insert or update on ward_frequency_times
    for each row execute function require_as_many_ward_times();
