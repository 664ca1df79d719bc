//! What the pharmacy has, beside what a doctor chooses.

use serde_json::Value;

use crate::support::form::PARACETAMOL;
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::{Person, answer};

async fn stock(doctor: &Person, q: &str) -> String {
    let reply = answer(doctor.request(reqwest::Method::GET, "/medications").query(&[("q", q)])).await;
    let found: Value = serde_json::from_str(&reply.body).expect("JSON");
    found[0]["stock"].as_str().expect("what the pharmacy has").to_owned()
}

/// So many units of paracetamol in a lot that is so.
fn receive(hospital: &Hospital, lot: &str, units: i64, expires: &str, state: &str, place: i64) {
    hospital.run(&format!(
        "insert into lots (medication_id, number, expires_on, state) select id, '{lot}', {expires}, '{state}' from medications where code = 'P0002'; \
         insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
         select 'receipt', l.id, {place}, {units}, u.id, 'NF 1', 'Sul', 1 from lots l, users u where l.number = '{lot}' and u.username = 'ana.farmacia'"
    ));
}

fn dispense(hospital: &Hospital, units: i64, ago: &str) {
    hospital.run(&format!(
        "insert into item_supplies (item_id, needed, labelled_bed_id) select min(id), 10000, 1 from prescription_items on conflict do nothing; \
         insert into stock_movements (at, kind, lot_id, from_place_id, to_place_id, units, item_id, user_id) \
         select now() - interval '{ago}', w.kind, l.id, w.from_place, w.to_place, {units}, (select min(id) from prescription_items), u.id \
         from lots l, users u, (values (1, 'separate', 1, 3), (2, 'dispense', 3, null)) w (place, kind, from_place, to_place) \
         where l.number = 'A1' and u.username = 'ana.farmacia' order by w.place"
    ));
}

#[actix_web::test]
async fn st_7_the_search_says_what_can_be_picked_and_how_long_it_lasts() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let doctor = hospital.doctor().await;
    assert_eq!(stock(&doctor, "P0002").await, "Pharmacy: none in stock");
    let (future, today) = ("date '2031-12-31'", "(now() at time zone 'America/Sao_Paulo')::date");
    receive(&hospital, "A1", 100, future, "usable", 1);
    receive(&hospital, "EXPIRED", 1_000, &format!("{today} - 1"), "usable", 1);
    receive(&hospital, "ASIDE", 1_000, future, "quarantined", 4);
    receive(&hospital, "BACK", 1_000, future, "recalled", 1);
    receive(&hospital, "TODAY", 1, today, "usable", 5);
    assert_eq!(stock(&doctor, "P0002").await, "Pharmacy: 101 tablets, no recent use");
    dispense(&hospital, 11, "31 days");
    assert_eq!(stock(&doctor, "P0002").await, "Pharmacy: 90 tablets, no recent use");
    dispense(&hospital, 30, "29 days");
    assert_eq!(stock(&doctor, "P0002").await, "Pharmacy: 60 tablets, about 60 days at the usual use");
    dispense(&hospital, 59, "1 day");
    assert_eq!(stock(&doctor, "P0002").await, "Pharmacy: 1 tablet, less than a day at the usual use");
}

#[actix_web::test]
async fn st_7_the_row_of_the_form_says_it_without_a_script() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    receive(&hospital, "A1", 7, "date '2031-12-31'", "usable", 1);
    let doctor = hospital.doctor().await;
    let page = doctor.get("/patients/1/prescriptions/new").await;
    page.has_not("Pharmacy: ");
    let mut form = HtmlForm::read(&page.body, "p-prescribe");
    form.set("medication", 0, PARACETAMOL);
    form.add("action", "add");
    let fields: Vec<(&str, &str)> = form.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    doctor.post("/patients/1/prescriptions", &fields).await.has("Pharmacy: 7 tablets, no recent use");
}
