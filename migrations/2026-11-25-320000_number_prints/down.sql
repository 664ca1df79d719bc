drop view read_model.newest_prints, read_model.prints, read_model.whereabouts, read_model.changed_patients, read_model.changed_lines;
drop function read_model.patient_changes(bigint, bigint);
drop function read_model.line_changes(bigint, bigint);
drop view read_model.sheet_patients, read_model.sheet_lines, read_model.lines_now;

create or replace function read_model.refresh_recent(is_compaction boolean) returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set jit = off
    set join_collapse_limit = 1 set default_statistics_target = 1 as $$
declare
    refresh_number bigint;
begin
    perform pg_advisory_xact_lock(hashtext('read_model.dispatch_lines_recent'));
    insert into read_model.refreshes (snapshot, compaction) values (pg_current_snapshot(), is_compaction)
        returning number into refresh_number;
    refresh materialized view concurrently read_model.dispatch_lines_recent;
    perform pg_notify('posology_refreshed', refresh_number::text);
    return refresh_number;
end $$;

drop function read_model.keep_sheets(bigint);
drop view read_model.ward_patients;
drop table read_model.printed_patients, read_model.printed_lines, read_model.sheets, read_model.wanted_prints;
drop table prints;
