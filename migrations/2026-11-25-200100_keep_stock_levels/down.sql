drop view read_model.watched_medications;
drop index lots_expires_on;
drop index stock_movements_dispensed_lot;
drop index stock_movements_dispensed;
drop table stock_levels;
