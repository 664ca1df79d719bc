-- A page says as of which refresh it is. That is not enough where refreshes stop while people go on signing: so each
-- page also asks, in its own snapshot, whether a change is committed that its refresh does not cover (FRESH-1).

create view read_model.as_of as
select
    r.number,
    r.at,
    -- When the oldest change was written that is visible here and not in the refresh; null if there is none.
    (select min(t.at) from read_model.touched t where not pg_visible_in_snapshot(t.xid, r.snapshot)) as missing_since,
    clock_timestamp() as now
from read_model.refreshes r
order by r.number desc
limit 1;
comment on view read_model.as_of is 'The newest refresh, what it does not cover of what this snapshot sees, and the database''s clock.';
comment on column read_model.as_of.missing_since is 'When the oldest change was written that the refresh does not cover; null if there is none.';
grant select on read_model.as_of to posology_commands, posology_queries;
