drop view read_model.discharges;
drop view read_model.suspensions;
create view read_model.suspensions as
select i.id as item_id, i.prescription_id, u.name as user_name, i.stage_since as suspended_at, i.suspension_reason as reason
from public.prescription_items i
join public.users u on u.id = i.suspended_by
where i.stage = 'suspended';
comment on view read_model.suspensions is 'Which items are suspended, by whom, when and why.';
grant select on read_model.suspensions to posology_queries;
revoke update (discharged_at) on admissions from posology_commands;
alter table prescription_items drop column return_due_at;
alter table admissions drop column discharge_disposition, drop column discharge_note, drop column discharged_by;
