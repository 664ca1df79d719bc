//! Counting without seeing what is expected.

use super::shelf::{BRUNO, Field, PHARMACY, TABLET, adds_up, fill_in_at, moved, receive, units_at, with_ten};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::{Person, Reply};

const PAGE: &str = "/stock/counts/new?place=1";

async fn opened(pharmacist: &Person) -> HtmlForm {
    form_of(&pharmacist.get(PAGE).await)
}

fn form_of(page: &Reply) -> HtmlForm {
    HtmlForm::read(&page.body, "p-count")
}

/// Fills in the lots' counts in the form's order, and sends it.
async fn send(pharmacist: &Person, form: &HtmlForm, counts: &[&str], more: &[Field<'_>]) -> Reply {
    let mut form = form.clone();
    for (row, count) in counts.iter().enumerate() {
        form.set("counted", row, count);
    }
    for (name, value) in more {
        if form.count(name) == 0 { form.add(name, value) } else { form.set(name, 0, value) }
    }
    let fields: Vec<Field<'_>> = form.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pharmacist.post("/stock/counts", &fields).await
}

fn two_lots() -> (Hospital, i64, i64) {
    let (hospital, first) = with_ten(TABLET);
    let second = receive(&hospital, TABLET, "B2", 31, PHARMACY);
    (hospital, first, second)
}

#[actix_web::test]
async fn st_6_the_form_shows_no_balance_and_a_count_that_fits_changes_nothing() {
    let (hospital, ..) = two_lots();
    let pharmacist = hospital.pharmacist().await;
    pharmacist.get(PAGE).await.has("A1").has("B2").has_not(">31<").has_not("\"31\"").has_not("Second pharmacist");
    let form = opened(&pharmacist).await;
    let kept = send(&pharmacist, &form, &["10", "31"], &[]).await;
    assert_eq!((kept.status, kept.location.as_str()), (303, "/stock/counts"), "{}", kept.body);
    pharmacist.get("/stock/counts").await.has("Ana Lúcia Farias").has("Central pharmacy");
    assert_eq!(hospital.count("select count(*) from stock_movements where kind = 'adjustment'"), 0);
    assert_eq!(hospital.count("select lots - differing from stock_counts"), 2);
}

#[actix_web::test]
async fn st_6_what_differs_is_counted_again_and_adjusted_with_reason_and_second_pharmacist() {
    let (hospital, first, second) = two_lots();
    let pharmacist = hospital.pharmacist().await;
    let form = opened(&pharmacist).await;
    let before = moved(&hospital);
    let differs = send(&pharmacist, &form, &["9", "33"], &[]).await;
    assert_eq!(differs.is_refused_in_words().status, 422);
    differs
        .has("2 lots differ")
        .has("Write why")
        .has("A second pharmacist must give")
        .has("value=\"33\"")
        .has_not("\"31\"");
    assert_eq!(moved(&hospital), before);
    let form = form_of(&differs);
    let alone = send(&pharmacist, &form, &["9", "33"], &[("reason", "miscounted")]).await;
    alone.has("A second pharmacist must give").has("value=\"miscounted\"");
    let why = [&[("reason", "miscounted at receipt")][..], &BRUNO].concat();
    let kept = send(&pharmacist, &form_of(&alone), &["9", "33"], &why).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    assert_eq!((units_at(&hospital, first, PHARMACY), units_at(&hospital, second, PHARMACY)), (9, 33));
    pharmacist.get("/stock/counts").await.has("miscounted at receipt").has("Bruno Teles");
    pharmacist
        .get(&format!("/stock/lots/{first}"))
        .await
        .has("Fewer at a count: <strong>1 tablet</strong>")
        .has("All units are accounted for");
    adds_up(&hospital);
}

#[actix_web::test]
async fn st_6_a_count_is_begun_again_for_what_moved_meanwhile() {
    let (hospital, first, second) = two_lots();
    let pharmacist = hospital.pharmacist().await;
    let form = opened(&pharmacist).await;
    let way = [("from", "1"), ("to", "5"), ("units", "4")];
    assert_eq!(fill_in_at(&pharmacist, &format!("/stock/lots/{first}/transfer"), &way).await.status, 303);
    let stale = send(&pharmacist, &form, &["10", "31"], &[]).await;
    assert_eq!(stale.is_refused_in_words().status, 409);
    stale.has("1 lot was moved while you counted").has("count again").has("value=\"31\"");
    let kept = send(&pharmacist, &form_of(&stale), &["6", "31"], &[]).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    assert_eq!((units_at(&hospital, first, PHARMACY), units_at(&hospital, second, PHARMACY)), (6, 31));
}

#[actix_web::test]
async fn what_is_not_counted_or_unreadable_is_said_at_its_lot() {
    let (hospital, ..) = two_lots();
    let pharmacist = hospital.pharmacist().await;
    let form = opened(&pharmacist).await;
    let before = moved(&hospital);
    let refused = send(&pharmacist, &form, &["", "-3"], &[]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("href=\"#counted-0\"").has("href=\"#counted-1\"").has("0 for none").has("value=\"-3\"");
    assert_eq!(moved(&hospital), before);
    let mut torn = form.clone();
    torn.remove("seen", 1);
    assert_eq!(send(&pharmacist, &torn, &["10", "31"], &[]).await.is_refused_in_words().status, 400);
}

#[actix_web::test]
async fn the_same_count_twice_is_one() {
    let (hospital, ..) = two_lots();
    let pharmacist = hospital.pharmacist().await;
    let form = opened(&pharmacist).await;
    let why = [&[("reason", "broken")][..], &BRUNO].concat();
    for _ in 0..2 {
        assert_eq!(send(&pharmacist, &form, &["9", "31"], &why).await.status, 303);
    }
    assert_eq!(hospital.count("select count(*) from stock_counts"), 1);
    assert_eq!(send(&pharmacist, &form, &["8", "31"], &why).await.is_refused_in_words().status, 409);
}

#[actix_web::test]
async fn patients_bags_are_not_counted() {
    let (hospital, ..) = two_lots();
    let pharmacist = hospital.pharmacist().await;
    for path in ["/stock/counts/new?place=3", "/stock/counts/new?place=99"] {
        assert_eq!(pharmacist.get(path).await.status, 404, "{path}");
    }
    pharmacist.get("/stock/counts/new?place=5").await.has("nothing here to count");
}
