drop view read_model.new_versions, read_model.versions, read_model.lapses;
drop trigger prescription_items_stage on prescription_items;
drop function refuse_illegal_stage();
drop table stage_moves;
create function refuse_stage_revival() returns trigger language plpgsql as $$
begin
    if old.stage in ('refused', 'suspended', 'expired', 'returned') and new.stage not in (old.stage, 'returned') then
        raise exception 'item % is %: it cannot become %', old.id, old.stage, new.stage using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger prescription_items_stage before update of stage on prescription_items
    for each row execute function refuse_stage_revival();
alter table prescription_items drop column starts_at, drop column follows_item_id, drop column followed_as, drop column not_renewed_by;
alter table prescriptions drop column changes_id, drop column change_reason;
alter table hospital drop column cut_over, drop column cut_over_spares_minutes;
