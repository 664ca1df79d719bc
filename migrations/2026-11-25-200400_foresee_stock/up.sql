-- While a doctor chooses a medication, the form says whether the pharmacy has it and for how long. Commands read no page's
-- view, and the search has no time for several questions: one function answers for the few that are shown.

create function stock_of_medications(chosen bigint[], today date)
returns table (medication_id bigint, dispensing_unit text, pickable bigint, used bigint) language sql stable as $$
    select m.id, m.dispensing_unit,
        coalesce((
            select sum(b.units) from lots l
            join stock_balances b on b.lot_id = l.id
            join stock_places p on p.id = b.place_id
            where l.medication_id = m.id and l.state = 'usable' and l.expires_on >= today and p.kind = 'shelf'
        ), 0),
        coalesce((
            select sum(v.units) from lots l
            join stock_movements v on v.lot_id = l.id
            where l.medication_id = m.id and v.kind = 'dispense' and v.at > now() - interval '30 days'
        ), 0)
    from medications m
    where m.id = any (chosen)
$$;
comment on function stock_of_medications is
    'Of each medication: units that can be picked today (PH-6), and units dispensed within 30 days (ST-7).';
grant execute on function stock_of_medications to posology_commands;
