//! Writing off what is broken, lost or discarded.

use super::shelf::{BRUNO, CABINET, Field, MORPHINE, PHARMACY, TABLET, adds_up, fill_in_at, moved, units_at, with_ten};
use crate::support::form::hidden;

const TWO_BROKEN: [Field<'static>; 3] = [("place", "2"), ("units", "2"), ("reason", "fell to the floor")];

#[actix_web::test]
async fn ctl_8_a_loss_needs_two_pharmacists_and_a_reason_and_is_named_on_the_lots_page() {
    let (hospital, lot) = with_ten(MORPHINE);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/loss");
    let sent = fill_in_at(&pharmacist, &path, &[&TWO_BROKEN[..], &BRUNO].concat()).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert_eq!(units_at(&hospital, lot, CABINET), 8);
    pharmacist
        .get(&sent.location)
        .await
        .has("fell to the floor")
        .has("Lost: <strong>2 tablets</strong>")
        .has("All units are accounted for");
    pharmacist.get("/stock/medications/P0018").await.has("Bruno Teles");
    adds_up(&hospital);
}

#[actix_web::test]
async fn ctl_8_without_reason_witness_or_so_many_units_nothing_is_written_off() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/loss");
    let before = moved(&hospital);
    let long = "x".repeat(201);
    let cases: [(&[Field<'_>], &str); 5] = [
        (&[("place", "1"), ("units", "2"), ("reason", "broken")], "A second pharmacist must give"),
        (&[("place", "1"), ("units", "2"), ("reason", " "), BRUNO[0], BRUNO[1]], "Write why"),
        (&[("place", "1"), ("units", "2"), ("reason", &long), BRUNO[0], BRUNO[1]], "200 characters"),
        (&[("place", "1"), ("units", "12"), ("reason", "broken"), BRUNO[0], BRUNO[1]], "Only 10 units"),
        (&[("place", "3"), ("units", "2"), ("reason", "broken"), BRUNO[0], BRUNO[1]], "Nothing of this lot is there"),
    ];
    for (fields, said) in cases {
        let refused = fill_in_at(&pharmacist, &path, fields).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{said}");
        refused.has(said).has_not("posology-demo\"");
    }
    assert_eq!(moved(&hospital), before);
}

#[actix_web::test]
async fn the_same_loss_twice_is_one_and_the_password_is_in_no_hash() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}/loss");
    let key = hidden(&pharmacist.get(&path).await.body, "key");
    let fields = |units: &'static str| {
        [&[("place", "1"), ("units", units), ("reason", "broken"), ("key", key.as_str())][..], &BRUNO].concat()
    };
    for _ in 0..2 {
        assert_eq!(pharmacist.post(&path, &fields("2")).await.status, 303);
    }
    let hash = format!("select encode(request_hash, 'hex') from idempotency_keys where key = '{key}'");
    let kept = hospital.text(&hash);
    assert_eq!(pharmacist.post(&path, &fields("3")).await.is_refused_in_words().status, 409);
    assert_eq!((units_at(&hospital, lot, PHARMACY), hospital.text(&hash)), (8, kept));
}
