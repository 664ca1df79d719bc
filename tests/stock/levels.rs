//! How much there is to be, and the lists of what is short.

use super::shelf::{BAGS, PHARMACY, TABLET, fill_in_at, receive, supply, with_ten};
use crate::support::form::hidden;
use crate::support::hospital::Hospital;

const PATH: &str = "/stock/medications/P0002/level";

#[actix_web::test]
async fn st_7_what_is_below_its_minimum_is_on_the_list_with_what_to_order() {
    let (hospital, _) = with_ten(TABLET);
    hospital.run("delete from stock_levels");
    let pharmacist = hospital.pharmacist().await;
    pharmacist.get("/stock?list=below").await.has("Nothing is on this list").has("Below the minimum (0)");
    let set = fill_in_at(&pharmacist, PATH, &[("minimum", "11"), ("maximum", "50"), ("seen", "")]).await;
    assert_eq!((set.status, set.location.as_str()), (303, "/stock/medications/P0002"), "{}", set.body);
    pharmacist.get("/stock?list=below").await.has("Paracetamol").has("10 tablets").has("<td>40</td>");
    pharmacist.get("/stock/medications/P0002").await.has("Minimum 11 · Maximum 50");
    let again = fill_in_at(&pharmacist, PATH, &[("minimum", "10"), ("maximum", ""), ("seen", "11-50")]).await;
    assert_eq!(again.status, 303);
    pharmacist.get("/stock?list=below").await.has("Nothing is on this list");
    let none = fill_in_at(&pharmacist, PATH, &[("minimum", ""), ("maximum", ""), ("seen", "10")]).await;
    assert_eq!((none.status, hospital.count("select count(*) from stock_levels")), (303, 0));
}

#[actix_web::test]
async fn st_7_what_was_used_lately_and_is_gone_is_out_of_stock_though_nobody_set_a_minimum() {
    let (hospital, lot) = with_ten(TABLET);
    hospital.run("delete from stock_levels");
    let pharmacist = hospital.pharmacist().await;
    let item = hospital.count("select min(id) from prescription_items");
    let use_up = |units: i64| {
        supply(&hospital, "separate", lot, (Some(PHARMACY), Some(BAGS)), units, item);
        supply(&hospital, "dispense", lot, (Some(BAGS), None), units, item);
    };
    use_up(9);
    pharmacist.get("/stock").await.has("Out of stock (0)");
    use_up(1);
    pharmacist.get("/stock?list=out").await.has("Out of stock (1)").has("Paracetamol").has("0 tablets");
}

#[actix_web::test]
async fn st_7_what_expires_within_ninety_days_or_has_is_on_the_list() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let in_days = |days: i32| {
        hospital.run(&format!(
            "update lots set expires_on = (now() at time zone 'America/Sao_Paulo')::date + {days} where id = {lot}"
        ));
    };
    for (days, listed) in [(91, false), (90, true), (0, true), (-1, true)] {
        in_days(days);
        let page = pharmacist.get("/stock?list=expiring").await;
        page.has(if listed { "Expiring within 90 days (1)" } else { "Expiring within 90 days (0)" });
        assert_eq!(page.body.contains("<span class=\"p-alert\">expired"), days < 0, "{days}");
    }
}

#[actix_web::test]
async fn levels_that_cannot_be_are_refused_and_of_two_pharmacists_one_wins() {
    let (hospital, _) = with_ten(TABLET);
    hospital.run("delete from stock_levels");
    let pharmacist = hospital.pharmacist().await;
    for (minimum, maximum, said) in [
        ("0", "", "whole number"),
        ("", "5", "how many units"),
        ("9", "5", "below the minimum"),
        ("many", "", "whole number"),
    ] {
        let refused = fill_in_at(&pharmacist, PATH, &[("minimum", minimum), ("maximum", maximum), ("seen", "")]).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{said}");
        refused.has(said);
    }
    let key = hidden(&pharmacist.get(PATH).await.body, "key");
    let first = [("minimum", "11"), ("maximum", ""), ("seen", "")];
    assert_eq!(fill_in_at(&pharmacist, PATH, &first).await.status, 303);
    let late = [("minimum", "12"), ("maximum", ""), ("seen", ""), ("key", key.as_str())];
    let stale = pharmacist.post(PATH, &late).await;
    assert_eq!(stale.is_refused_in_words().status, 409);
    stale.has("Minimum 11").has("value=\"12\"").has("name=\"seen\" value=\"11\"");
    let late = [("minimum", "12"), ("maximum", ""), ("seen", "11"), ("key", key.as_str())];
    for _ in 0..2 {
        assert_eq!(pharmacist.post(PATH, &late).await.status, 303);
    }
    assert_eq!(hospital.count("select minimum from stock_levels"), 12);
}

#[actix_web::test]
async fn a_list_ends_somewhere_and_a_search_finds_the_rest() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    hospital.clear_stock();
    hospital.run(
        "insert into lots (medication_id, number, expires_on) select id, 'A1', '2031-12-31' from medications where active; \
         insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
         select 'receipt', l.id, 1, 10, u.id, 'NF 1', 'Sul', 1 from lots l, users u where u.username = 'ana.farmacia'",
    );
    let page = pharmacist.get("/stock").await;
    page.has("search for others");
    assert_eq!(page.body.matches("<td><a href=\"/stock/medications/").count(), 100);
    pharmacist.get("/stock?q=vancomicina").await.has("Vancomycin").has_not("search for others");
}

#[actix_web::test]
async fn units_are_in_the_readers_language() {
    let (hospital, lot) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/stock/lots/{lot}");
    pharmacist.get(&path).await.has("10 tablets").has_not("comprimido");
    receive(&hospital, "P0046", "V1", 1, PHARMACY);
    pharmacist.get("/stock?q=meropenem").await.has("1 vial").has_not("frasco-ampola");
    assert_eq!(pharmacist.post("/locale", &[("locale", "pt-BR"), ("next", "/")]).await.status, 303);
    pharmacist.get("/stock?q=meropenem").await.has("1 frasco-ampola").has_not("vial");
    pharmacist.get(&path).await.has("10 comprimidos");
}
