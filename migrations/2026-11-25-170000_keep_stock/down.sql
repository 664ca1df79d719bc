drop table stock_balances;
drop table stock_movements;
drop function move_stock();
drop function refuse_rewriting();
drop table lots;
drop table stock_places;
