//! Receiving stock.

use crate::support::form::hidden;
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

const GTIN: &str = "07891234567895";

type Field = (&'static str, &'static str);

const WHOLE: [Field; 8] = [
    ("medication", "P0002"),
    ("lot", "A1"),
    ("expiry", "12/2031"),
    ("units", "500"),
    ("unit_cost", "0.12"),
    ("supplier", "Distribuidora Sul"),
    ("invoice", "NF 4711"),
    ("place", "1"),
];

async fn send(pharmacist: &Person, changed: &[Field]) -> Reply {
    let page = pharmacist.get("/stock/receipts/new").await;
    let key = hidden(&page.body, "key");
    pharmacist.post("/stock/receipts", &fields(&key, changed)).await
}

fn fields<'a>(key: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = WHOLE.into_iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).chain([("key", key)]).collect()
}

#[actix_web::test]
async fn st_2_a_receipt_enters_the_ledger_and_the_shelf() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let pharmacist = hospital.pharmacist().await;
    pharmacist.get("/stock").await.has("Nothing found in stock");
    let received = send(&pharmacist, &[]).await;
    assert_eq!(received.status, 303, "{}", received.body);
    assert_eq!(received.location, "/stock/medications/P0002");
    pharmacist
        .get(&received.location)
        .await
        .has("A1")
        .has("31 Dec 2031")
        .has("500")
        .has("Distribuidora Sul")
        .has("NF 4711");
    assert_eq!(send(&pharmacist, &[("invoice", "NF 4712"), ("units", "20")]).await.status, 303);
    pharmacist.get("/stock?q=parac").await.has("<strong>520 tablets</strong>");
    pharmacist.get("/stock?q=nothing").await.has("Nothing found in stock");
    assert_eq!(hospital.count("select count(*) from read_model.stock_imbalances"), 0);
}

#[actix_web::test]
async fn st_2_what_is_missing_past_or_unreadable_is_said_and_nothing_is_lost() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let pharmacist = hospital.pharmacist().await;
    let before = hospital.written();
    let cases: [(&[Field], &str); 12] = [
        (&[("medication", "")], "Choose the medication"),
        (&[("lot", "")], "Give the lot"),
        (&[("lot", "with space")], "without spaces"),
        (&[("expiry", "")], "Give the expiry"),
        (&[("expiry", "13/2031")], "Write the expiry as"),
        (&[("expiry", "10/2020")], "expired on 31 Oct 2020"),
        (&[("units", "1.5")], "whole number of units"),
        (&[("unit_cost", "much")], "as a number"),
        (&[("unit_cost", "1,250")], "Write 1250 or 1.25"),
        (&[("supplier", " ")], "Give the supplier"),
        (&[("invoice", "")], "Give the invoice"),
        (&[("place", "2")], "Controlled substances go into the cabinet"),
    ];
    for (changed, said) in cases {
        let refused = send(&pharmacist, changed).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{said}");
        refused.has(said);
        if changed.iter().all(|(name, _)| *name != "supplier") {
            refused.has("value=\"Distribuidora Sul\"");
        }
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn st_3_a_scanned_code_fills_in_lot_and_expiry_and_contradicts_what_is_typed_otherwise() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let pharmacist = hospital.pharmacist().await;
    let scanned = "]d2010789123456789517311231\u{1d}10B7";
    let empty = [("lot", ""), ("expiry", "")];
    let with = |code: &'static str, more: &[Field]| [&[("code", code)], more].concat();
    assert_eq!(send(&pharmacist, &with(scanned, &empty)).await.status, 303);
    assert_eq!(
        hospital.text("select number || ' ' || expires_on || ' ' || gtin from lots"),
        format!("B7 2031-12-31 {GTIN}")
    );
    send(&pharmacist, &with(scanned, &[("lot", "C8"), ("expiry", "")])).await.has("This is not what the code says");
    send(&pharmacist, &with("0107891234567894", &[])).await.has("wrong check digit");
    send(&pharmacist, &with(scanned, &[("lot", ""), ("expiry", ""), ("medication", "P0001")]))
        .await
        .has("belongs to another medication");
}

#[actix_web::test]
async fn st_2_what_must_stay_cold_is_received_only_when_somebody_says_that_it_did() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let pharmacist = hospital.pharmacist().await;
    hospital.run("update medications set cold_chain = true where code = 'P0002'");
    let refused = send(&pharmacist, &[]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("confirm that it arrived so");
    assert_eq!(send(&pharmacist, &[("cold", "yes")]).await.status, 303);
}

#[actix_web::test]
async fn the_same_receipt_twice_is_one_and_changed_it_is_a_conflict() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let pharmacist = hospital.pharmacist().await;
    let page = pharmacist.get("/stock/receipts/new").await;
    let key = hidden(&page.body, "key");
    for _ in 0..3 {
        assert_eq!(pharmacist.post("/stock/receipts", &fields(&key, &[])).await.status, 303);
    }
    let other = pharmacist.post("/stock/receipts", &fields(&key, &[("units", "7")])).await;
    assert_eq!(other.is_refused_in_words().status, 409);
    other.has("This form was sent before").has("value=\"7\"");
    assert_eq!(hospital.count("select units from stock_balances"), 500);
}

#[actix_web::test]
async fn only_pharmacists_see_and_receive_stock() {
    let hospital = Hospital::open();
    for person in [hospital.doctor().await, hospital.nurse().await] {
        for path in ["/stock", "/stock/receipts/new", "/stock/medications/P0002"] {
            assert_eq!(person.get(path).await.status, 403, "{path}");
        }
        assert_eq!(person.post("/stock/receipts", &WHOLE).await.status, 403);
    }
}
