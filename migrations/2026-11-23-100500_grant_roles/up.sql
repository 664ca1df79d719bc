-- Commands and queries log in as different roles, so that a page cannot write and a
-- command cannot alter a table, whatever a bug in the program tries.
-- Roles belong to the whole server, so they may be there already.

do $$
begin
    perform pg_advisory_xact_lock(hashtext('posology roles'));
    if not exists (select from pg_roles where rolname = 'posology_commands') then
        create role posology_commands login;
    end if;
    if not exists (select from pg_roles where rolname = 'posology_queries') then
        create role posology_queries login;
    end if;
    if not (select rolsuper from pg_roles where rolname = current_user) then
        execute format('grant posology_commands, posology_queries to %I', current_user);
    end if;
end $$;

revoke create on schema public from public;

grant usage on schema public to posology_commands;
grant select on all tables in schema public to posology_commands;
grant insert on prescriptions, prescription_items, prescription_item_times, events, idempotency_keys, sessions to posology_commands;
grant update (location) on idempotency_keys to posology_commands;
grant update (last_seen_at) on sessions to posology_commands;
grant delete on sessions to posology_commands;
grant update (failed_logins, locked_until) on users to posology_commands;
-- Row locks (FOR SHARE, FOR NO KEY UPDATE) need a right to update; these columns are otherwise left alone.
grant update (allergy_status) on patients to posology_commands;
grant update (bed_id) on admissions to posology_commands;
grant update (active) on doctors, medications to posology_commands;
grant usage on schema read_model to posology_commands;
grant select, insert on read_model.touched to posology_commands;
grant execute on function read_model.refresh(), read_model.compact() to posology_commands;

revoke execute on all functions in schema read_model from public;
grant usage on schema read_model to posology_queries;
grant select on all tables in schema read_model to posology_queries;
grant execute on function read_model.fold(text) to posology_queries;
