-- Everything signed during the run; the data set's own prescriptions have no event.
set session_replication_role = replica;
create temporary table signed as select prescription_id from events where verb = 'prescribe';
delete from prescription_alerts a using signed s where a.prescription_id = s.prescription_id;
delete from prescription_item_times t using prescription_items i, signed s where t.item_id = i.id and i.prescription_id = s.prescription_id;
delete from prescription_alerts a using signed s where a.prescription_id = s.prescription_id;
delete from prescription_items i using signed s where i.prescription_id = s.prescription_id;
delete from prescriptions p using signed s where p.id = s.prescription_id;
delete from events where verb = 'prescribe';
delete from idempotency_keys;
drop table signed;
