drop view read_model.discharge_alerts;
drop view read_model.discharge_items;
drop view read_model.discharge_documents;
drop view read_model.discharge_prescriptions;
drop table discharge_alerts, discharge_items, discharge_documents, discharge_prescriptions;
drop function require_discharge_item();
alter table controlled_list_rules drop column may_exceed;
