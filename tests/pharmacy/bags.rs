//! Bags: checked by another, dispensed, sent and received, and back again.

use crate::support::form::{Item, hidden};
use crate::support::hospital::Hospital;
use crate::support::supply::{Team, bag, fresh_key, separate, stage, step, step_with, units};

/// Morphine tablets: controlled, and high-alert.
fn morphine(hospital: &Hospital) -> Item {
    let code = hospital.text("select code from medications where name_en = 'Morphine' and form_group_code = 'oral' and dispensing_unit = 'comprimido' and active order by code limit 1");
    Item::of([&code, "10", "mg", "VO", "6/6H", "1"])
}

fn seen(id: i64, stage: &str) -> Vec<String> {
    vec![format!("{id}/1:{stage}")]
}

#[actix_web::test]
async fn item_13_what_is_controlled_or_high_alert_is_dispensed_only_once_another_person_checked_the_bag() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![morphine(&hospital)]).await;
    let refused = step(&team.pharmacist, "/bags", "/lines/dispensing", &[bag(&hospital, id, 1)]).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("need a second check first");
    let own = step(&team.pharmacist, "/bags", "/lines/second-check", &[bag(&hospital, id, 1)]).await;
    assert_eq!(own.is_refused_in_words().status, 409);
    own.has("somebody else must check it");
    assert_eq!(step(&team.other, "/bags", "/lines/second-check", &[bag(&hospital, id, 1)]).await.status, 303);
    team.pharmacist.get("/bags").await.has("Checked by Bruno Teles");
    let done = step(&team.pharmacist, "/bags", "/lines/dispensing", &[bag(&hospital, id, 1)]).await;
    assert_eq!((done.status, done.location.as_str()), (303, "/bags"), "{}", done.body);
    assert_eq!(stage(&hospital, id, 1), "dispensed");
    team.doctor.get("/patients/1").await.has("Bruno Teles checked the bag of").has("Ana Lúcia Farias dispensed");
    hospital.adds_up();
}

#[actix_web::test]
async fn who_8_a_check_is_of_the_bag_that_was_seen_and_ends_when_it_is_filled_anew() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![morphine(&hospital)]).await;
    let (looked_at, key) = (bag(&hospital, id, 1), fresh_key(&team.other, "/bags").await);
    assert_eq!(step(&team.pharmacist, "/bags", "/lines/unpacking", &seen(id, "separated")).await.status, 303);
    assert_eq!(separate(&team.pharmacist, &seen(id, "verified")).await.status, 303);
    let stale = step_with(&team.other, &key, "/lines/second-check", &[looked_at]).await;
    assert_eq!(stale.is_refused_in_words().status, 409);
    let now = bag(&hospital, id, 1);
    assert_eq!(step_with(&team.other, &key, "/lines/second-check", std::slice::from_ref(&now)).await.status, 303);
    assert_eq!(step_with(&team.other, &key, "/lines/second-check", &[now]).await.status, 303, "the same form twice");
    assert_eq!(
        hospital.count(&format!("select count(*) from events where verb = 'second_check' and prescription_id = {id}")),
        1
    );
    assert_eq!(step(&team.pharmacist, "/bags", "/lines/unpacking", &seen(id, "separated")).await.status, 303);
    assert_eq!(hospital.count("select count(checked_by) from item_supplies s join prescription_items i on i.id = s.item_id where i.prescription_id = (select max(id) from prescriptions)"), 0);
    hospital.adds_up();
}

#[actix_web::test]
async fn a_bag_goes_from_dispensing_with_a_porter_to_the_ward_where_each_line_is_received() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![Item::paracetamol(), Item::simeticone()]).await;
    let both = |stage: &str| vec![format!("{id}/1:{stage}"), format!("{id}/2:{stage}")];
    assert_eq!(step(&team.pharmacist, "/bags", "/lines/dispensing", &both("separated")).await.status, 303);
    let key = fresh_key(&team.pharmacist, "/bags").await;
    let mut fields = vec![("key", key.as_str()), ("porter", " ")];
    let lines = both("dispensed");
    fields.extend(lines.iter().map(|line| ("line", line.as_str())));
    let nobody = team.pharmacist.post("/lines/sending", &fields).await;
    assert_eq!(nobody.is_refused_in_words().status, 422);
    nobody.has("Say who carries the bags");
    let sent = step(&team.pharmacist, "/bags", "/lines/sending", &both("dispensed")).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let list = team.pharmacist.get(&sent.location).await;
    list.has("Carlos Mendes").has("Paracetamol").has("Simeticone").has("record 1000037");
    team.nurse.get("/arrivals").await.has(&format!("line-{id}-1\"")).has("Carried by Carlos Mendes");
    assert_eq!(step(&team.nurse, "/arrivals", "/lines/receipt", &both("sent")[..1]).await.status, 303);
    assert_eq!((stage(&hospital, id, 1), stage(&hospital, id, 2)), ("received".to_owned(), "sent".to_owned()));
    team.pharmacist.get("/bags").await.has(&format!("line-{id}-2\"")).has_not(&format!("line-{id}-1\""));
    assert_eq!(
        hospital.count(&format!(
            "select count(*) from prescription_items where prescription_id = {id} and closed_at is not null"
        )),
        1
    );
    let again = step(&team.nurse, "/arrivals", "/lines/receipt", &both("sent")).await;
    assert_eq!(again.is_refused_in_words().status, 409, "one of them moved");
    assert_eq!(step(&team.nurse, "/arrivals", "/lines/receipt", &both("sent")[1..]).await.status, 303);
    hospital.adds_up();
}

#[actix_web::test]
async fn bags_of_two_wards_do_not_go_on_one_list() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let far = hospital.count("select min(a.patient_id) from admissions a join beds b on b.id = a.bed_id join patients p on p.id = a.patient_id where a.discharged_at is null and p.allergy_status is not null and p.birth_date < now() - interval '20 years' and b.ward_id <> (select b.ward_id from admissions a join beds b on b.id = a.bed_id where a.patient_id = 1 and a.discharged_at is null)");
    let (one, two) =
        (team.separated(1, vec![Item::simeticone()]).await, team.separated(far, vec![Item::simeticone()]).await);
    let lines = |stage: &str| vec![format!("{one}/1:{stage}"), format!("{two}/1:{stage}")];
    assert_eq!(step(&team.pharmacist, "/bags", "/lines/dispensing", &lines("separated")).await.status, 303);
    let refused = step(&team.pharmacist, "/bags", "/lines/sending", &lines("dispensed")).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("These bags go to different wards");
}

#[actix_web::test]
async fn each_step_twice_or_from_a_stale_page_is_done_once_and_says_so() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![Item::paracetamol()]).await;
    let all = units(&hospital, id, 1);
    let needed = all.split(' ').next().expect("units").to_owned();
    for (person, list, action, from, to) in [
        (&team.pharmacist, "/bags", "/lines/unpacking", "separated", "verified"),
        (&team.pharmacist, "/bags", "/lines/dispensing", "separated", "dispensed"),
        (&team.pharmacist, "/bags", "/lines/sending", "dispensed", "sent"),
        (&team.nurse, "/arrivals", "/lines/receipt", "sent", "received"),
    ] {
        let key = fresh_key(person, list).await;
        let events = "select count(*) from events";
        let done = step_with(person, &key, action, &seen(id, from)).await;
        assert_eq!(done.status, 303, "{action}: {}", done.body);
        let count = hospital.count(events);
        let again = step_with(person, &key, action, &seen(id, from)).await;
        assert_eq!((again.status, again.location), (303, done.location), "{action} twice");
        let stale = step(person, list, action, &seen(id, from)).await;
        assert_eq!(stale.is_refused_in_words().status, 409, "{action} stale");
        let nothing = step(person, list, action, &[]).await;
        assert_eq!(nothing.is_refused_in_words().status, 422, "{action} of nothing");
        assert_eq!((hospital.count(events), stage(&hospital, id, 1).as_str()), (count, to), "{action}");
        if to == "verified" {
            assert_eq!(units(&hospital, id, 1), format!("{needed} 0 0"));
            assert_eq!(separate(&team.pharmacist, &seen(id, "verified")).await.status, 303);
        }
    }
    assert_eq!(units(&hospital, id, 1), format!("{needed} 0 {needed}"));
    hospital.adds_up();
}

#[actix_web::test]
async fn st_5_a_recalled_lot_in_a_bag_is_not_dispensed_and_goes_to_the_quarantine() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.stock("P0002", "BAD", 50, 100);
    let team = Team::of(&hospital).await;
    let id = team.separated(1, vec![Item::paracetamol()]).await;
    hospital.run("update lots set state = 'recalled' where number = 'BAD'");
    let refused = step(&team.pharmacist, "/bags", "/lines/dispensing", &seen(id, "separated")).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("quarantined or recalled");
    team.pharmacist.get("/stops").await.has("A lot in the bag is blocked or recalled");
    assert_eq!(step(&team.pharmacist, "/bags", "/lines/unpacking", &seen(id, "separated")).await.status, 303);
    assert_eq!(hospital.count("select count(*) from stock_balances b join stock_places p on p.id = b.place_id where p.kind = 'quarantine' and b.units > 0"), 1);
    hospital.adds_up();
}

#[actix_web::test]
async fn each_step_is_only_for_those_whose_it_is() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let key = hidden(&team.pharmacist.get("/bags").await.body, "key");
    for action in
        ["/lines/dispensing", "/lines/sending", "/lines/second-check", "/lines/unpacking", "/lines/relabelling"]
    {
        for person in [&team.doctor, &team.nurse] {
            assert_eq!(step_with(person, &key, action, &seen(1, "separated")).await.status, 403, "{action}");
        }
    }
    for person in [&team.doctor, &team.pharmacist] {
        assert_eq!(step_with(person, &key, "/lines/receipt", &seen(1, "sent")).await.status, 403);
    }
}

#[actix_web::test]
async fn a_list_that_is_cut_off_says_so() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    pharmacist.get("/bags").await.has_not("there are more");
    hospital.run("set session_replication_role = replica; update prescription_items set stage = 'separated' where closed_at is null; set session_replication_role = origin");
    hospital.look_anew();
    pharmacist.get("/bags").await.has("Only the first lines are shown; there are more");
}
