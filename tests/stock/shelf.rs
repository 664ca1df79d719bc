//! A hospital with one lot on a shelf, and forms filled in as a pharmacist does.

use crate::support::form::hidden;
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

pub const PHARMACY: i64 = 1;
pub const CABINET: i64 = 2;
pub const BAGS: i64 = 3;
pub const QUARANTINE: i64 = 4;
pub const SATELLITE: i64 = 5;
pub const SECOND_CABINET: i64 = 6;

pub const TABLET: &str = "P0002";
pub const MORPHINE: &str = "P0018";

pub type Field<'a> = (&'a str, &'a str);

/// The second pharmacist.
pub const BRUNO: [Field<'static>; 2] = [("second_user", "bruno.farmacia"), ("second_password", "posology-demo")];

/// Receives units of a new lot, and says which.
pub fn receive(hospital: &Hospital, code: &str, lot: &str, units: i64, place: i64) -> i64 {
    hospital.run(&format!(
        "insert into lots (medication_id, number, expires_on) select id, '{lot}', '2031-12-31' from medications where code = '{code}'; \
         insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
         select 'receipt', max(l.id), {place}, {units}, u.id, 'NF 1', 'Sul', 1 from lots l, users u where u.username = 'ana.farmacia' group by u.id"
    ));
    hospital.count("select max(id) from lots")
}

/// The demo hospital with one lot of 10 units, of something controlled or not.
pub fn with_ten(code: &str) -> (Hospital, i64) {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let place = if code == MORPHINE { CABINET } else { PHARMACY };
    let lot = receive(&hospital, code, "A1", 10, place);
    (hospital, lot)
}

/// A movement for the item of a prescription, as separation and dispensing make them.
pub fn supply(hospital: &Hospital, kind: &str, lot: i64, way: (Option<i64>, Option<i64>), units: i64, item: i64) {
    let place = |place: Option<i64>| place.map_or("null".to_owned(), |place| place.to_string());
    hospital.run(&format!(
        "insert into item_supplies (item_id, needed, labelled_bed_id) values ({item}, 1000, 1) on conflict do nothing; \
         insert into stock_movements (kind, lot_id, from_place_id, to_place_id, units, item_id, user_id) \
         select '{kind}', {lot}, {}, {}, {units}, {item}, id from users where username = 'ana.farmacia'",
        place(way.0),
        place(way.1)
    ));
}

/// Opens the form at one address and sends it to another.
pub async fn fill_in(pharmacist: &Person, form: &str, action: &str, fields: &[Field<'_>]) -> Reply {
    let page = pharmacist.get(form).await;
    assert_eq!(page.status, 200, "{form}: {}", page.body);
    let key = hidden(&page.body, "key");
    pharmacist.post(action, &[fields, &[("key", &key)]].concat()).await
}

/// The same where both have one address.
pub async fn fill_in_at(pharmacist: &Person, path: &str, fields: &[Field<'_>]) -> Reply {
    fill_in(pharmacist, path, path, fields).await
}

pub fn units_at(hospital: &Hospital, lot: i64, place: i64) -> i64 {
    hospital.count(&format!(
        "select coalesce((select units from stock_balances where lot_id = {lot} and place_id = {place}), 0)"
    ))
}

#[track_caller]
pub fn adds_up(hospital: &Hospital) {
    assert_eq!(hospital.count("select count(*) from read_model.stock_imbalances"), 0);
    assert_eq!(hospital.count("select count(*) from stock_balances where units < 0"), 0);
}

/// Nothing of stock was written between.
pub fn moved(hospital: &Hospital) -> i64 {
    hospital.count(
        "(select count(*) from stock_movements) + (select count(*) from stock_counts) + (select count(*) from stock_levels) \
         + (select count(*) from events) + (select count(*) from lots where state <> 'usable')",
    )
}
