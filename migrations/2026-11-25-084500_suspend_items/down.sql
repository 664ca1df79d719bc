drop view read_model.suspensions;
revoke update (stage, stage_since, closed_at) on prescription_items from posology_commands;
drop trigger prescription_items_stage on prescription_items;
drop function refuse_stage_revival();
alter table prescription_items drop column suspended_by, drop column suspension_reason;
