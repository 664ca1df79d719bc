delete from stock_places p where p.code in ('SATELITE', 'COFRE-SATELITE')
    and not exists (select from stock_movements v where p.id in (v.from_place_id, v.to_place_id));

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

alter table stock_balances drop column moves;
