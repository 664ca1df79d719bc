-- A signed prescription never changes, but a doctor can stop what is on it: with author, time and reason (VAL-4).
-- The program's state machine decides which moves are legal; the database refuses to revive what has ended (VAL-6).

alter table prescription_items
    add column suspended_by bigint references users,
    add column suspension_reason text check (length(suspension_reason) between 1 and 200),
    add check (stage <> 'suspended' or (suspended_by is not null and suspension_reason is not null));
create index prescription_items_suspended_by on prescription_items (suspended_by) where suspended_by is not null;
comment on column prescription_items.suspended_by is 'Who suspended it; when is in stage_since.';
comment on column prescription_items.suspension_reason is 'Why it was suspended, in the words of whoever did it.';

create function refuse_stage_revival() returns trigger language plpgsql as $$
begin
    if old.stage in ('refused', 'suspended', 'expired', 'returned') and new.stage not in (old.stage, 'returned') then
        raise exception 'item % is %: it cannot become %', old.id, old.stage, new.stage using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger prescription_items_stage before update of stage on prescription_items
    for each row execute function refuse_stage_revival();

grant update (stage, stage_since, closed_at, suspended_by, suspension_reason) on prescription_items to posology_commands;

create view read_model.suspensions as
select i.id as item_id, i.prescription_id, u.name as user_name, i.stage_since as suspended_at, i.suspension_reason as reason
from public.prescription_items i
join public.users u on u.id = i.suspended_by
where i.stage = 'suspended';
comment on view read_model.suspensions is 'Which items are suspended, by whom, when and why.';
grant select on read_model.suspensions to posology_queries;
