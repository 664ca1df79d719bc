-- One adult without anything, and one with :items active items, a history, and several allergies.
set session_replication_role = replica;
delete from prescription_item_times t using prescription_items i, prescriptions p
    where t.item_id = i.id and i.prescription_id = p.id and p.patient_id = :quiet;
delete from prescription_items i using prescriptions p where i.prescription_id = p.id and p.patient_id = :quiet;
delete from prescriptions where patient_id = :quiet;
create temporary table surplus as
    select i.id from prescription_items i join prescriptions p on p.id = i.prescription_id
    where p.patient_id = :busy and p.valid_until > now() order by i.id desc offset :items;
delete from prescription_item_times where item_id in (select id from surplus);
delete from prescription_items where id in (select id from surplus);
delete from allergies where patient_id in (:quiet, :busy);
update patients set allergy_status = 'none_known' where id = :quiet;
update patients set allergy_status = 'known' where id = :busy;
insert into allergies (patient_id, substance) select :busy, name from (values :allergies) named (name);
