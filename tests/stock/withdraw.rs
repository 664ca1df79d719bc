//! Putting a lot aside, and letting it be used again.

use super::shelf::{
    BRUNO, CABINET, MORPHINE, PHARMACY, QUARANTINE, SATELLITE, TABLET, adds_up, fill_in_at, moved, units_at, with_ten,
};
use crate::support::form::hidden;

#[actix_web::test]
async fn ph_6_a_quarantined_lot_leaves_all_shelves_until_it_is_released() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let at = |verb: &str| format!("/stock/lots/{lot}/{verb}");
    assert_eq!(
        fill_in_at(&pharmacist, &at("transfer"), &[("from", "1"), ("to", "5"), ("units", "4")]).await.status,
        303
    );
    assert_eq!(fill_in_at(&pharmacist, &at("quarantine"), &[("reason", "cloudy")]).await.status, 303);
    let units = |places: [i64; 3]| places.map(|place| units_at(&hospital, lot, place));
    assert_eq!(units([PHARMACY, SATELLITE, QUARANTINE]), [0, 0, 10]);
    pharmacist.get(&format!("/stock/lots/{lot}")).await.has("quarantined");
    pharmacist.get("/stock?q=paracetamol").await.has("0 tablets");
    let back = fill_in_at(&pharmacist, &at("release"), &[("place", "5"), ("reason", "analysed, sound")]).await;
    assert_eq!(back.status, 303, "{}", back.body);
    assert_eq!(units([PHARMACY, SATELLITE, QUARANTINE]), [0, 10, 0]);
    assert_eq!(hospital.text(&format!("select state from lots where id = {lot}")), "usable");
    adds_up(&hospital);
}

#[actix_web::test]
async fn a_quarantine_or_release_without_reason_or_shelf_is_refused() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let at = |verb: &str| format!("/stock/lots/{lot}/{verb}");
    let refused = fill_in_at(&pharmacist, &at("quarantine"), &[("reason", " ")]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("Write why").has("href=\"#reason\"");
    fill_in_at(&pharmacist, &at("quarantine"), &[("reason", "cloudy")]).await;
    let before = moved(&hospital);
    for (fields, said) in [
        ([("place", ""), ("reason", "sound")], "Choose where it goes"),
        ([("place", "4"), ("reason", "sound")], "Choose where it goes"),
        ([("place", "2"), ("reason", "sound")], "Controlled substances go into the cabinet"),
        ([("place", "1"), ("reason", "")], "Write why"),
    ] {
        let refused = fill_in_at(&pharmacist, &at("release"), &fields).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{said}");
        refused.has(said);
    }
    assert_eq!(moved(&hospital), before);
}

#[actix_web::test]
async fn ctl_9_into_the_cabinet_a_lot_is_released_before_a_second_pharmacist() {
    let (hospital, lot) = with_ten(MORPHINE);
    let pharmacist = hospital.pharmacist().await;
    let at = |verb: &str| format!("/stock/lots/{lot}/{verb}");
    assert_eq!(fill_in_at(&pharmacist, &at("quarantine"), &[("reason", "cloudy")]).await.status, 303);
    let alone = [("place", "2"), ("reason", "sound")];
    let refused = fill_in_at(&pharmacist, &at("release"), &alone).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("A second pharmacist must give");
    assert_eq!(fill_in_at(&pharmacist, &at("release"), &[&alone[..], &BRUNO].concat()).await.status, 303);
    assert_eq!(units_at(&hospital, lot, CABINET), 10);
}

#[actix_web::test]
async fn who_is_overtaken_is_told_and_the_same_form_twice_is_one() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    for (verb, other, fields, said) in [
        ("quarantine", "quarantine", vec![("reason", "cloudy")], "in quarantine already"),
        ("release", "release", vec![("place", "1"), ("reason", "sound")], "not in quarantine"),
    ] {
        let path = format!("/stock/lots/{lot}/{verb}");
        let [first, second] =
            [hidden(&pharmacist.get(&path).await.body, "key"), hidden(&pharmacist.get(&path).await.body, "key")];
        let with = |key: &str| {
            fields.iter().copied().chain([("key", key)]).map(|(n, v)| (n.to_owned(), v.to_owned())).collect::<Vec<_>>()
        };
        for key in [&first, &first] {
            let sent: Vec<_> = with(key);
            let sent: Vec<(&str, &str)> = sent.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            assert_eq!(pharmacist.post(&path, &sent).await.status, 303, "{other}");
        }
        let sent: Vec<_> = with(&second);
        let sent: Vec<(&str, &str)> = sent.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let stale = pharmacist.post(&path, &sent).await;
        assert_eq!(stale.is_refused_in_words().status, 409);
        stale.has(said);
    }
    adds_up(&hospital);
}
