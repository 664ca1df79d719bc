//! Moving stock from shelf to shelf.

use super::shelf::{
    BRUNO, CABINET, Field, MORPHINE, PHARMACY, SATELLITE, SECOND_CABINET, TABLET, adds_up, fill_in_at, moved, units_at,
    with_ten,
};
use crate::support::form::hidden;

const FOUR_TO_SATELLITE: [Field<'static>; 3] = [("from", "1"), ("to", "5"), ("units", "4")];

#[actix_web::test]
async fn st_1_units_move_from_shelf_to_shelf_and_none_is_lost() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/transfer");
    let sent = fill_in_at(&pharmacist, &path, &FOUR_TO_SATELLITE).await;
    assert_eq!((sent.status, sent.location), (303, format!("/stock/lots/{lot}")));
    assert_eq!((units_at(&hospital, lot, PHARMACY), units_at(&hospital, lot, SATELLITE)), (6, 4));
    pharmacist.get(&format!("/stock/lots/{lot}")).await.has("Satellite pharmacy").has("All units are accounted for");
    adds_up(&hospital);
}

#[actix_web::test]
async fn what_is_missing_unfit_or_too_much_is_said_and_what_was_typed_stays() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/transfer");
    let before = moved(&hospital);
    let cases: [(&[Field<'_>], &str); 7] = [
        (&[("from", ""), ("to", "5"), ("units", "4")], "Choose where it goes"),
        (&[("from", "5"), ("to", "1"), ("units", "4")], "Nothing of this lot is there by now"),
        (&[("from", "1"), ("to", "1"), ("units", "4")], "It is there already"),
        (&[("from", "1"), ("to", "3"), ("units", "4")], "Choose where it goes"),
        (&[("from", "1"), ("to", "2"), ("units", "4")], "Controlled substances go into the cabinet"),
        (&[("from", "1"), ("to", "5"), ("units", "11")], "Only 10 units are there"),
        (&[("from", "1"), ("to", "5"), ("units", "4.5")], "whole number of units"),
    ];
    for (fields, said) in cases {
        let refused = fill_in_at(&pharmacist, &path, fields).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{said}");
        refused.has(said).has(&format!("name=\"units\" value=\"{}\"", fields[2].1));
    }
    assert_eq!(moved(&hospital), before);
}

#[actix_web::test]
async fn ctl_9_controlled_substances_move_between_cabinets_alone_and_before_a_second_pharmacist() {
    let (hospital, lot) = with_ten(MORPHINE);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/transfer");
    let before = moved(&hospital);
    let way = [("from", "2"), ("to", "6"), ("units", "3")];
    let by = |user: &'static str, password: &'static str| {
        [&way[..], &[("second_user", user), ("second_password", password)]].concat()
    };
    for (fields, said) in [
        (way.to_vec(), "A second pharmacist must give"),
        (by("bruno.farmacia", ""), "A second pharmacist must give"),
        (by("bruno.farmacia", "wrong"), "not the username and password of a pharmacist"),
        (by("nobody", "posology-demo"), "not the username and password of a pharmacist"),
        (by("rita.enfermagem", "posology-demo"), "not the username and password of a pharmacist"),
        (by(" Ana.Farmacia ", "posology-demo"), "somebody other than you"),
    ] {
        let refused = fill_in_at(&pharmacist, &path, &fields).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{said}");
        refused.has(said).has("href=\"#second-user\"").has_not("posology-demo\"").has_not("value=\"wrong\"");
    }
    let out = [&[("from", "2"), ("to", "1"), ("units", "3")][..], &BRUNO].concat();
    fill_in_at(&pharmacist, &path, &out).await.has("Controlled substances go into the cabinet");
    assert_eq!(moved(&hospital), before);
    assert_eq!(fill_in_at(&pharmacist, &path, &[&way[..], &BRUNO].concat()).await.status, 303);
    assert_eq!((units_at(&hospital, lot, CABINET), units_at(&hospital, lot, SECOND_CABINET)), (7, 3));
    let second = "select s.username from stock_movements v join users s on s.id = v.second_user_id";
    assert_eq!(hospital.text(second), "bruno.farmacia");
}

#[actix_web::test]
async fn sec_3_guessing_the_second_password_locks_that_account_as_at_log_in() {
    let (hospital, lot) = with_ten(MORPHINE);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/transfer");
    let way = [("from", "2"), ("to", "6"), ("units", "3")];
    let wrong = [&way[..], &[("second_user", "bruno.farmacia"), ("second_password", "wrong")]].concat();
    for _ in 0..8 {
        fill_in_at(&pharmacist, &path, &wrong).await.has("not the username and password");
    }
    fill_in_at(&pharmacist, &path, &[&way[..], &BRUNO].concat()).await.has("Wait 15 minutes");
    let log_in = [("username", "bruno.farmacia"), ("password", "posology-demo")];
    hospital.stranger().post("/login", &log_in).await.has("Wait 15 minutes");
    assert_eq!(units_at(&hospital, lot, CABINET), 10);
}

#[actix_web::test]
async fn the_same_transfer_twice_is_one_and_changed_it_is_a_conflict() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/transfer");
    let key = hidden(&pharmacist.get(&path).await.body, "key");
    let with_key = [&FOUR_TO_SATELLITE[..], &[("key", key.as_str())]].concat();
    for _ in 0..3 {
        assert_eq!(pharmacist.post(&path, &with_key).await.status, 303);
    }
    assert_eq!(units_at(&hospital, lot, SATELLITE), 4);
    let other = [("from", "1"), ("to", "5"), ("units", "2"), ("key", key.as_str())];
    let conflict = pharmacist.post(&path, &other).await;
    assert_eq!(conflict.is_refused_in_words().status, 409);
    conflict.has("This form was sent before").has("value=\"2\"");
    assert_eq!(units_at(&hospital, lot, SATELLITE), 4);
}

#[actix_web::test]
async fn what_was_withdrawn_meanwhile_no_longer_moves() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/transfer");
    let key = hidden(&pharmacist.get(&path).await.body, "key");
    let aside = fill_in_at(&pharmacist, &format!("/stock/lots/{lot}/quarantine"), &[("reason", "broken seals")]).await;
    assert_eq!(aside.status, 303);
    let stale = pharmacist.post(&path, &[&FOUR_TO_SATELLITE[..], &[("key", key.as_str())]].concat()).await;
    assert_eq!(stale.is_refused_in_words().status, 409);
    stale.has("This lot is in quarantine already");
    assert_eq!(units_at(&hospital, lot, SATELLITE), 0);
}
