drop view read_model.supply_imbalances, read_model.shipments, read_model.stops, read_model.shortages, read_model.item_lots, read_model.supplies;
delete from stage_moves where (from_stage, to_stage) in (('separated', 'verified'), ('dispensed', 'separated'), ('received', 'separated'));
create or replace function move_stock() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if new.to_place_id is not null then
        insert into stock_balances (lot_id, place_id, units) values (new.lot_id, new.to_place_id, new.units)
        on conflict (lot_id, place_id) do update set units = stock_balances.units + excluded.units;
    end if;
    if new.from_place_id is not null then
        update stock_balances set units = units - new.units where lot_id = new.lot_id and place_id = new.from_place_id;
        if not found then
            raise exception 'nothing of lot % at place %', new.lot_id, new.from_place_id
                using errcode = 'check_violation', constraint = 'enough_stock', table = 'stock_balances';
        end if;
    end if;
    return null;
end $$;
drop function supply_item(bigint, bigint, bigint, integer, integer);
drop table item_lots;
drop table item_supplies;
drop table shipments;
