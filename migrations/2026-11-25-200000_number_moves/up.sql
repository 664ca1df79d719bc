-- A blind count (ST-6) shows no balance, and yet must be refused when stock moved after it began. Each balance therefore
-- counts the movements that it came from: the form carries that number, which tells nothing of the units. A second
-- shelf and a second cabinet give stock somewhere to be moved to.

alter table stock_balances add column moves integer not null default 0;
comment on column stock_balances.moves is 'How many movements it came from; a count that began at another number is begun again (ST-6).';
update stock_balances b set moves = (
    select count(*) from stock_movements v
    where v.lot_id = b.lot_id and b.place_id in (v.from_place_id, v.to_place_id)
);

create or replace function move_stock() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if new.to_place_id is not null then
        insert into stock_balances (lot_id, place_id, units, moves) values (new.lot_id, new.to_place_id, new.units, 1)
        on conflict (lot_id, place_id) do update
            set units = stock_balances.units + excluded.units, moves = stock_balances.moves + 1;
    end if;
    if new.from_place_id is not null then
        update stock_balances set units = units - new.units, moves = moves + 1
        where lot_id = new.lot_id and place_id = new.from_place_id;
        if not found then
            raise exception 'nothing of lot % at place %', new.lot_id, new.from_place_id
                using errcode = 'check_violation', constraint = 'enough_stock', table = 'stock_balances';
        end if;
    end if;
    return null;
end $$;

insert into stock_places (code, name_pt, name_en, kind, controlled) values
    ('SATELITE', 'Farmácia satélite', 'Satellite pharmacy', 'shelf', false),
    ('COFRE-SATELITE', 'Armário de controlados da satélite', 'Satellite controlled substances cabinet', 'shelf', true);
