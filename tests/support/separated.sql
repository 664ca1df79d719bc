-- Two lots of the medication of every separated item: one with a GTIN, one with a lot that GS1 cannot write; and two
-- units for each dose of the first twelve hours in the bag.
set session_replication_role = replica;
delete from item_lots where item_id in (select id from prescription_items where stage = 'separated');
delete from item_supplies where item_id in (select id from prescription_items where stage = 'separated');
set session_replication_role = origin;
insert into item_supplies (item_id, needed, labelled_bed_id) select id, 10000, 1 from prescription_items where stage = 'separated';
insert into lots (medication_id, number, expires_on, gtin)
select id, 'LOT-' || id || '/A', date '2031-12-31', base || ((10 - digits % 10) % 10)
from (select m.id, base, (select sum(substr(base, place, 1)::int * case when place % 2 = 1 then 3 else 1 end) from generate_series(1, 13) place) as digits
      from medications m, lateral (select lpad(m.id::text, 13, '0') as base) b
      where exists (select from prescription_items i where i.medication_id = m.id and i.stage = 'separated')) g;
insert into lots (medication_id, number, expires_on)
select id, 'L|#' || rpad(id::text, 17, 'w'), date '2031-06-30' from medications m
where exists (select from prescription_items i where i.medication_id = m.id and i.stage = 'separated');
insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost)
select 'receipt', l.id, case when m.controlled_list = '' then 1 else 2 end, 10000, u.id, 'NF 77', 'Distribuidora Sul', 1
from lots l join medications m on m.id = l.medication_id, users u where u.username = 'ana.farmacia' and l.number similar to '(LOT-|L\|#)%';
insert into stock_movements (kind, lot_id, from_place_id, to_place_id, units, item_id, user_id, at)
select 'separate', l.id, case when m.controlled_list = '' then 1 else 2 end, 3, greatest(1, f.doses_per_day), i.id, u.id, p.prescribed_at
from prescription_items i join prescriptions p on p.id = i.prescription_id join frequencies f on f.code = i.frequency_code
join medications m on m.id = i.medication_id join lots l on l.medication_id = m.id, users u
where i.stage = 'separated' and u.username = 'ana.farmacia' and l.number similar to '(LOT-|L\|#)%';
