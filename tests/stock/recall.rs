//! Recalling a lot.

use super::shelf::{
    BAGS, BRUNO, PHARMACY, QUARANTINE, SATELLITE, TABLET, adds_up, fill_in, fill_in_at, moved, receive, supply,
    units_at, with_ten,
};
use crate::support::form::hidden;
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

async fn recall(pharmacist: &Person, lot: &str) -> Reply {
    let fields = [("medication", "P0002"), ("lot", lot), ("reason", "RE 4.711 of Anvisa")];
    fill_in(pharmacist, "/stock/recalls/new", "/stock/recalls", &fields).await
}

/// Items of two patients, and these patients' names.
fn two_patients(hospital: &Hospital) -> [(i64, String); 2] {
    let item = "select i.id from prescription_items i join prescriptions p on p.id = i.prescription_id";
    let first = hospital.count(&format!("{item} order by i.id limit 1"));
    let of = |item: i64| {
        format!(
            "select p.patient_id from prescription_items i join prescriptions p on p.id = i.prescription_id where i.id = {item}"
        )
    };
    let second = hospital.count(&format!("{item} where p.patient_id <> ({}) order by i.id limit 1", of(first)));
    [first, second].map(|item| (item, hospital.text(&format!("select name from patients where id = ({})", of(item)))))
}

#[actix_web::test]
async fn st_5_a_recall_empties_every_shelf_and_names_each_patient_bag_and_loss() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let [(given, one), (waiting, other)] = two_patients(&hospital);
    supply(&hospital, "separate", lot, (Some(PHARMACY), Some(BAGS)), 5, given);
    supply(&hospital, "dispense", lot, (Some(BAGS), None), 5, given);
    supply(&hospital, "return", lot, (None, Some(PHARMACY)), 2, given);
    supply(&hospital, "separate", lot, (Some(PHARMACY), Some(BAGS)), 1, waiting);
    let loss = [("place", "1"), ("units", "1"), ("reason", "fell")];
    assert_eq!(
        fill_in_at(&pharmacist, &format!("/stock/lots/{lot}/loss"), &[&loss[..], &BRUNO].concat()).await.status,
        303
    );
    let way = [("from", "1"), ("to", "5"), ("units", "2")];
    assert_eq!(fill_in_at(&pharmacist, &format!("/stock/lots/{lot}/transfer"), &way).await.status, 303);
    let twin = receive(&hospital, TABLET, "a1", 7, SATELLITE);
    let sent = recall(&pharmacist, " a1 ").await;
    assert_eq!((sent.status, sent.location.as_str()), (303, format!("/stock/lots/{lot}").as_str()), "{}", sent.body);
    for place in [PHARMACY, SATELLITE] {
        assert_eq!(units_at(&hospital, lot, place) + units_at(&hospital, twin, place), 0);
    }
    assert_eq!((units_at(&hospital, lot, QUARANTINE), units_at(&hospital, twin, QUARANTINE)), (5, 7));
    assert_eq!(hospital.count("select count(*) from lots where state = 'recalled'"), 2);
    let page = pharmacist.get(&sent.location).await;
    page.has(&one).has(&other).has("received").has("gave back").has("waits in the bag").has("recalled").has("fell");
    page.has("Received: <strong>17 tablets</strong>")
        .has("Dispensed and not given back: <strong>3 tablets</strong>")
        .has("In patients&#39; bags: <strong>1 tablet</strong>")
        .has("At places of the pharmacy: <strong>12 tablets</strong>")
        .has("All units are accounted for");
    adds_up(&hospital);
}

#[actix_web::test]
async fn st_5_what_is_recalled_is_received_no_more_and_what_is_put_back_is_swept_again() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let [(item, _), _] = two_patients(&hospital);
    supply(&hospital, "separate", lot, (Some(PHARMACY), Some(BAGS)), 1, item);
    supply(&hospital, "dispense", lot, (Some(BAGS), None), 1, item);
    assert_eq!(recall(&pharmacist, "A1").await.status, 303);
    let again = recall(&pharmacist, "A1").await;
    assert_eq!(again.is_refused_in_words().status, 409);
    again.has("This lot is recalled");
    let receipt = [
        ("medication", "P0002"),
        ("lot", "a1"),
        ("expiry", "11/2032"),
        ("units", "5"),
        ("unit_cost", "1"),
        ("supplier", "Sul"),
        ("invoice", "NF 2"),
        ("place", "1"),
    ];
    let refused = fill_in(&pharmacist, "/stock/receipts/new", "/stock/receipts", &receipt).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("This lot is recalled: send it back");
    supply(&hospital, "return", lot, (None, Some(PHARMACY)), 1, item);
    assert_eq!(recall(&pharmacist, "A1").await.status, 303);
    assert_eq!((units_at(&hospital, lot, PHARMACY), units_at(&hospital, lot, QUARANTINE)), (0, 10));
}

#[actix_web::test]
async fn a_recall_taken_back_needs_a_second_pharmacist() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    assert_eq!(recall(&pharmacist, "A1").await.status, 303);
    let path = format!("/stock/lots/{lot}/release");
    let alone = [("place", "1"), ("reason", "another maker's lot")];
    fill_in_at(&pharmacist, &path, &alone).await.has("A second pharmacist must give");
    assert_eq!(fill_in_at(&pharmacist, &path, &[&alone[..], &BRUNO].concat()).await.status, 303);
    assert_eq!(units_at(&hospital, lot, PHARMACY), 10);
}

#[actix_web::test]
async fn a_recall_of_nothing_known_or_without_reason_does_nothing() {
    let (hospital, _) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let before = moved(&hospital);
    for (fields, said) in [
        ([("medication", "P0002"), ("lot", "B2"), ("reason", "so")], "No such lot"),
        ([("medication", "P0001"), ("lot", "A1"), ("reason", "so")], "No such lot"),
        ([("medication", ""), ("lot", "A1"), ("reason", "so")], "Choose the medication"),
        ([("medication", "paracetamol"), ("lot", "A1"), ("reason", "so")], "· P0002</option>"),
        ([("medication", "P0002"), ("lot", ""), ("reason", "so")], "Give the lot"),
        ([("medication", "P0002"), ("lot", "A1"), ("reason", "")], "Write why"),
    ] {
        let refused = fill_in(&pharmacist, "/stock/recalls/new", "/stock/recalls", &fields).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{said}");
        refused.has(said);
    }
    assert_eq!(moved(&hospital), before);
}

#[actix_web::test]
async fn the_same_recall_twice_is_one() {
    let (hospital, _) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let page = pharmacist.get("/stock/recalls/new?medication=P0002&lot=A1").await;
    page.has("value=\"P0002\"").has("value=\"A1\"");
    let key = hidden(&page.body, "key");
    let fields = [("medication", "P0002"), ("lot", "A1"), ("reason", "so"), ("key", key.as_str())];
    for _ in 0..2 {
        assert_eq!(pharmacist.post("/stock/recalls", &fields).await.status, 303);
    }
    assert_eq!(hospital.count("select count(*) from events where verb = 'recall_lot'"), 1);
}
