//! Movements of stock, written straight into the ledger.

use super::hospital::Hospital;

/// Places as the migrations number them.
pub const SHELF: &str = "1";
pub const CABINET: &str = "2";
pub const BAGS: &str = "3";
pub const OUTSIDE: &str = "null";

/// A lot of a medication, all of it received at a place.
pub fn receive(hospital: &Hospital, code: &str, lot: &str, units: u32, place: &str) {
    hospital.run(&format!(
        "insert into lots (medication_id, number, expires_on) select id, '{lot}', '2031-12-31' from medications where code = '{code}' on conflict do nothing; {}",
        received(code, lot, units, place)
    ));
}

/// The receipt of a lot that is known.
pub fn received(code: &str, lot: &str, units: u32, place: &str) -> String {
    format!(
        "insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
         select 'receipt', l.id, {place}, {units}, u.id, 'NF 77', 'Distribuidora Sul', 1 from lots l join medications m on m.id = l.medication_id, users u \
         where m.code = '{code}' and l.number = '{lot}' and u.username = 'ana.farmacia'"
    )
}

/// Units of a lot from a place to a place, as what it is; before a witness, for a reason.
pub fn moved(kind: &str, lot: &str, units: u32, from: &str, to: &str) -> String {
    format!(
        "insert into stock_movements (kind, lot_id, from_place_id, to_place_id, units, user_id, second_user_id, reason) \
         select '{kind}', l.id, {from}, {to}, {units}, u.id, s.id, 'as found' from lots l, users u, users s \
         where l.number = '{lot}' and u.username = 'ana.farmacia' and s.username = 'bruno.farmacia'"
    )
}

/// The same for a prescribed item: what is separated, dispensed, unpacked or returned.
pub fn supplied(kind: &str, lot: &str, units: u32, ways: (&str, &str), item: (i64, i64)) -> String {
    let ((from, to), (prescription, number)) = (ways, item);
    format!(
        "insert into item_supplies (item_id, needed, labelled_bed_id) \
         select id, 1000, 1 from prescription_items where prescription_id = {prescription} and number = {number} on conflict do nothing; \
         insert into stock_movements (kind, lot_id, from_place_id, to_place_id, units, item_id, user_id) \
         select '{kind}', l.id, {from}, {to}, {units}, i.id, u.id from lots l, users u, prescription_items i \
         where l.number = '{lot}' and u.username = 'ana.farmacia' and i.prescription_id = {prescription} and i.number = {number}"
    )
}
