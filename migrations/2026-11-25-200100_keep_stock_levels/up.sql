-- How much of a medication the pharmacy wants to have, at least and at most, is data that a pharmacist sets (ST-7). A
-- list then says what is below. The view also says what was used within 30 days, so that what ran out is missed although
-- nobody set a minimum for it.

create table stock_levels (
    medication_id bigint primary key references medications,
    minimum integer not null check (minimum between 1 and 1000000),
    maximum integer check (maximum >= minimum and maximum <= 1000000),
    set_by bigint not null references users,
    set_at timestamptz not null default now()
);
create index stock_levels_set_by on stock_levels (set_by);
comment on table stock_levels is 'How many dispensing units of a medication there are to be (ST-7); what it was before is in the events.';
comment on column stock_levels.minimum is 'Below this it is on the list of what is to be ordered.';
comment on column stock_levels.maximum is 'What an order fills up to; null where nobody said.';
grant select, insert, delete on stock_levels to posology_commands;
grant update (minimum, maximum, set_by, set_at) on stock_levels to posology_commands;

-- What was used lately, whatever the length of the ledger.
create index stock_movements_dispensed on stock_movements (at) include (lot_id, units) where kind = 'dispense';
create index stock_movements_dispensed_lot on stock_movements (lot_id, at) include (units) where kind = 'dispense';
create index lots_expires_on on lots (expires_on);

create view read_model.watched_medications as
select
    m.id, m.code, m.name_pt, m.name_en, m.presentation_pt, m.presentation_en, m.dispensing_unit, l.minimum, l.maximum,
    coalesce(u.units, 0) as used
from public.medications m
left join public.stock_levels l on l.medication_id = m.id
left join (
    select o.medication_id, sum(v.units) as units
    from public.stock_movements v
    join public.lots o on o.id = v.lot_id
    where v.kind = 'dispense' and v.at > now() - interval '30 days'
    group by o.medication_id
) u on u.medication_id = m.id
where m.active and (l.minimum is not null or u.units is not null);
comment on view read_model.watched_medications is 'What the pharmacy must not be without: medications with a minimum, or dispensed within 30 days (ST-7).';
grant select on read_model.watched_medications to posology_queries;
