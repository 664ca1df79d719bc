//! Stops: what happened to a patient after the bag was filled is seen at once, and what is out comes back.

use crate::support::form::{Item, hidden};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::{Person, Reply};
use crate::support::supply::{Team, stage, step, units};

async fn suspend(doctor: &Person, id: i64, seen: &str) {
    let path = format!("/prescriptions/{id}/suspension");
    let key = hidden(&doctor.get(&path).await.body, "key");
    let done = doctor.post(&path, &[("key", &key), ("item", seen), ("reason", "rash")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
}

/// The return form, with the units of each row.
async fn return_form(pharmacist: &Person, id: i64, units: &[&str]) -> HtmlForm {
    let page = pharmacist.get(&format!("/prescriptions/{id}/items/1/return")).await;
    let mut form = HtmlForm::read(&page.body, "p-card");
    assert_eq!(form.count("lot"), units.len(), "{}", page.body);
    for (row, units) in units.iter().enumerate() {
        form.set("units", row, units);
    }
    form
}

async fn take_back(pharmacist: &Person, id: i64, form: &HtmlForm) -> Reply {
    pharmacist.post(&format!("/prescriptions/{id}/items/1/return"), &form.fields()).await
}

async fn received(team: &Team, patient: i64, item: Item) -> i64 {
    let id = team.separated(patient, vec![item]).await;
    for (person, list, action, from) in [
        (&team.pharmacist, "/bags", "/lines/dispensing", "separated"),
        (&team.pharmacist, "/bags", "/lines/sending", "dispensed"),
        (&team.nurse, "/arrivals", "/lines/receipt", "sent"),
    ] {
        let done = step(person, list, action, &[format!("{id}/1:{from}")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
    }
    id
}

/// The demo's own bags are out of the way.
fn quiet(hospital: &Hospital) {
    hospital.run("set session_replication_role = replica; update prescription_items set stage = 'received', closed_at = now() where closed_at is null; set session_replication_role = origin");
    hospital.look_anew();
}

#[actix_web::test]
async fn ph_9_a_bag_whose_item_is_suspended_is_seen_on_every_list_and_goes_back_to_its_shelf() {
    let hospital = Hospital::open();
    quiet(&hospital);
    hospital.clear_stock();
    hospital.stock("P0002", "A", 50, 100);
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![Item::paracetamol()]).await;
    team.pharmacist.get("/bags").await.has_not("to stop");
    suspend(&team.doctor, id, "1:separated").await;
    for list in ["/bags", "/separation", "/dispatch", "/triage"] {
        team.pharmacist.get(list).await.has("1 bag to stop");
    }
    team.pharmacist
        .get("/stops")
        .await
        .has("rash")
        .has("in the bag")
        .has(&format!("/prescriptions/{id}/items/1/return"));
    let mut some = return_form(&team.pharmacist, id, &["1"]).await;
    assert_eq!(take_back(&team.pharmacist, id, &some).await.is_refused_in_words().status, 422, "a bag goes back whole");
    let all = units(&hospital, id, 1).split(' ').nth(1).expect("units").to_owned();
    some.set("units", 0, &all);
    let done = take_back(&team.pharmacist, id, &some).await;
    assert_eq!((done.status, done.location.as_str()), (303, "/stops"), "{}", done.body);
    assert_eq!(stage(&hospital, id, 1), "returned");
    assert_eq!(
        hospital.count(
            "select units from stock_balances b join stock_places p on p.id = b.place_id where p.kind = 'shelf'"
        ),
        50
    );
    team.pharmacist.get("/stops").await.has("No bag has to be stopped");
    team.doctor.get("/patients/1").await.has("took back");
    hospital.adds_up();
}

#[actix_web::test]
async fn ph_9_what_comes_back_from_the_ward_is_intact_and_restocked_in_its_lot_or_discarded_with_a_reason() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.stock("P0002", "A", 50, 100);
    let team = Team::of(&hospital).await;
    let id = received(&team, 1, Item::paracetamol()).await;
    suspend(&team.doctor, id, "1:received").await;
    let all: i32 = units(&hospital, id, 1).split(' ').nth(2).expect("units").parse().expect("units");
    let too_many = return_form(&team.pharmacist, id, &[&(all + 1).to_string()]).await;
    take_back(&team.pharmacist, id, &too_many).await.has(&format!("There are only {all}"));
    let mut form = return_form(&team.pharmacist, id, &["1"]).await;
    let doubtful = take_back(&team.pharmacist, id, &form).await;
    assert_eq!(doubtful.is_refused_in_words().status, 422);
    doubtful.has("Confirm that what goes back to the shelf is intact");
    form.set("fate", 0, "discard");
    take_back(&team.pharmacist, id, &form).await.has("Say why it is discarded");
    form.set("fate", 0, "restock");
    form.add("intact", "yes");
    assert_eq!(take_back(&team.pharmacist, id, &form).await.status, 303);
    assert_eq!(take_back(&team.pharmacist, id, &form).await.status, 303, "the same form twice");
    assert_eq!(units(&hospital, id, 1), format!("{all} 0 {}", all - 1));
    assert_eq!(hospital.count("select sum(units) from stock_balances"), i64::from(50 - all + 1));
    assert_eq!(hospital.count("select count(*) from stock_movements where kind = 'return'"), 1);
    let over = team.pharmacist.get(&format!("/prescriptions/{id}/items/1/return")).await;
    over.has("Nothing can be done with this line");
    hospital.adds_up();
}

#[actix_web::test]
async fn ph_9_discarding_is_a_return_and_a_discard_in_the_ledger() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.stock("P0002", "A", 50, 100);
    let team = Team::of(&hospital).await;
    let id = received(&team, 1, Item::paracetamol()).await;
    let mut form = return_form(&team.pharmacist, id, &["1"]).await;
    form.set("fate", 0, "discard");
    form.set("reason", 0, "opened");
    assert_eq!(take_back(&team.pharmacist, id, &form).await.status, 303);
    assert_eq!(
        hospital.text("select string_agg(kind, ' ' order by id) from stock_movements where reason = 'opened'"),
        "return discard"
    );
    assert_eq!(stage(&hospital, id, 1), "received", "the ward goes on giving what it has");
    assert_eq!(hospital.count("select sum(units) from stock_balances b join stock_places p on p.id = b.place_id where p.kind = 'quarantine'"), 0);
    hospital.adds_up();
}

#[actix_web::test]
async fn ctl_8_discarding_a_controlled_substance_takes_another_pharmacist_with_their_own_password() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let code = hospital.text("select code from medications where name_en = 'Morphine' and form_group_code = 'oral' and dispensing_unit = 'comprimido' and active order by code limit 1");
    let id = team.separated(1, vec![Item::of([&code, "10", "mg", "VO", "6/6H", "1"])]).await;
    suspend(&team.doctor, id, "1:separated").await;
    let all = units(&hospital, id, 1).split(' ').nth(1).expect("units").to_owned();
    let mut form = return_form(&team.pharmacist, id, &[&all]).await;
    form.set("fate", 0, "discard");
    form.set("reason", 0, "dropped");
    let alone = take_back(&team.pharmacist, id, &form).await;
    assert_eq!(alone.is_refused_in_words().status, 422);
    alone.has("A second pharmacist must give their username and password");
    form.set("second_user", 0, "ana.farmacia");
    form.set("second_password", 0, "posology-demo");
    take_back(&team.pharmacist, id, &form).await.has("somebody other than you");
    form.set("second_user", 0, "bruno.farmacia");
    form.set("second_password", 0, "wrong");
    take_back(&team.pharmacist, id, &form).await.has("not the username and password").has_not("wrong\"");
    form.set("second_password", 0, "posology-demo");
    assert_eq!(take_back(&team.pharmacist, id, &form).await.status, 303);
    assert_eq!(hospital.count("select count(*) from stock_movements where kind = 'discard' and second_user_id = (select id from users where username = 'bruno.farmacia')"), 1);
    hospital.adds_up();
}

#[actix_web::test]
async fn ph_9_a_patient_who_moved_has_a_bag_for_another_bed_which_is_labelled_anew_before_it_goes() {
    let hospital = Hospital::open();
    quiet(&hospital);
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![Item::paracetamol()]).await;
    assert_eq!(step(&team.pharmacist, "/bags", "/lines/dispensing", &[format!("{id}/1:separated")]).await.status, 303);
    let page = team.nurse.get("/patients/1/transfer").await.body;
    let (key, from) = (hidden(&page, "key"), hidden(&page, "from"));
    let bed = hospital.text("select min(b.id) from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)");
    let moved = team.nurse.post("/patients/1/transfer", &[("key", &key), ("from", &from), ("bed", &bed)]).await;
    assert_eq!(moved.status, 303, "{}", moved.body);
    let refused = step(&team.pharmacist, "/bags", "/lines/sending", &[format!("{id}/1:dispensed")]).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("another bed than the bag&#39;s label says");
    team.pharmacist.get("/stops").await.has("Patient moved").has("The label says bed");
    let stale = step(&team.pharmacist, "/stops", "/lines/relabelling", &[format!("{id}/1:dispensed@{from}")]).await;
    assert_eq!(stale.is_refused_in_words().status, 409);
    let now = format!("{id}/1:dispensed@{bed}");
    assert_eq!(step(&team.pharmacist, "/stops", "/lines/relabelling", std::slice::from_ref(&now)).await.status, 303);
    team.pharmacist.get("/stops").await.has_not("Patient moved");
    let sent = step(&team.pharmacist, "/bags", "/lines/sending", &[format!("{id}/1:dispensed")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    hospital.adds_up();
}

#[actix_web::test]
async fn val_1_a_bag_that_is_too_late_is_not_dispensed_and_is_to_be_taken_back() {
    let hospital = Hospital::open();
    quiet(&hospital);
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![Item::paracetamol()]).await;
    hospital.run(&format!("update prescriptions set prescribed_at = now() - interval '25 hours', valid_until = now() - interval '1 minute' where id = {id}"));
    hospital.look_anew();
    let refused = step(&team.pharmacist, "/bags", "/lines/dispensing", &[format!("{id}/1:separated")]).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    team.pharmacist.get("/stops").await.has("Too late to dispense");
    let all = units(&hospital, id, 1).split(' ').nth(1).expect("units").to_owned();
    let form = return_form(&team.pharmacist, id, &[&all]).await;
    assert_eq!(take_back(&team.pharmacist, id, &form).await.status, 303);
    hospital.adds_up();
}

#[actix_web::test]
async fn a_return_of_a_bag_that_was_filled_anew_is_refused_and_nothing_typed_is_lost() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![Item::paracetamol()]).await;
    let all = units(&hospital, id, 1).split(' ').nth(1).expect("units").to_owned();
    let mut stale = return_form(&team.pharmacist, id, &[&all]).await;
    stale.set("reason", 0, "no longer wanted");
    suspend(&team.doctor, id, "1:separated").await;
    let before = hospital.written();
    let refused = take_back(&team.pharmacist, id, &stale).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("no longer wanted");
    assert_eq!(hospital.written(), before);
}
