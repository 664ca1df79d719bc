drop view read_model.supply_imbalances, read_model.shipments, read_model.stops, read_model.shortages, read_model.item_lots, read_model.supplies;
delete from stage_moves where (from_stage, to_stage) in (('separated', 'verified'), ('dispensed', 'separated'), ('received', 'separated'));
drop trigger stock_movements_supply on stock_movements;
drop function supply_item();
drop table item_lots;
drop table item_supplies;
drop table shipments;
