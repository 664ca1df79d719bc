drop view read_model.expiring_stock, read_model.turnarounds, read_model.consumption, read_model.lot_costs;
drop index stock_movements_consumed;
