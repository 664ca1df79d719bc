//! A lot's page.

use super::shelf::{BAGS, PHARMACY, TABLET, supply, with_ten};

#[actix_web::test]
async fn st_5_all_that_a_recall_asks_of_a_lot_is_one_query() {
    let (hospital, lot) = with_ten(TABLET);
    let item = hospital.count("select min(id) from prescription_items");
    supply(&hospital, "separate", lot, (Some(PHARMACY), Some(BAGS)), 3, item);
    supply(&hospital, "dispense", lot, (Some(BAGS), None), 2, item);
    let known = |what: &str| {
        hospital.count(&format!(
            "select coalesce(sum(units), 0) from read_model.lot_whereabouts where lot_id = {lot} and what = '{what}'"
        ))
    };
    assert_eq!(["receipt", "place", "bag", "dispense"].map(known), [10, 7, 1, 2]);
    assert_eq!(
        hospital.count(&format!(
            "select count(*) from read_model.lot_whereabouts where lot_id = {lot} and what in ('bag', 'dispense') \
             and patient_name <> '' and prescription_id is not null and at is not null"
        )),
        2
    );
}

#[actix_web::test]
async fn a_lot_that_nobody_knows_is_not_found() {
    let (hospital, _) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    for path in ["", "/transfer", "/loss", "/quarantine", "/release"] {
        assert_eq!(pharmacist.get(&format!("/stock/lots/999999{path}")).await.status, 404, "{path}");
    }
    assert_eq!(pharmacist.get("/stock/medications/NOWHERE/level").await.status, 404);
}

#[actix_web::test]
async fn stock_is_the_pharmacists_alone() {
    let (hospital, lot) = with_ten(TABLET);
    for person in [hospital.doctor().await, hospital.nurse().await] {
        for path in [format!("/stock/lots/{lot}"), format!("/stock/lots/{lot}/loss"), "/stock/counts".to_owned()] {
            assert_eq!(person.get(&path).await.status, 403, "{path}");
        }
        assert_eq!(person.post("/stock/recalls", &[]).await.status, 403);
    }
}
