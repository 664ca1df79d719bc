//! The dispatch list: what is on it, in which order, and how it is narrowed.

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn each_line_says_who_where_what_when_by_whom_and_how_long() {
    let hospital = Hospital::open();
    let list = hospital.pharmacist().await.get("/dispatch?q=maria+oliveira").await;
    list.has("CM-1-01").has("Internal Medicine 1").has("Maria Oliveira").has("10 Jul 1985").has("41 years");
    list.has("No known allergies")
        .has("<strong>100 mg</strong> · Oral")
        .has("08:00")
        .has("Dr. João Silva")
        .has("CRM/SP 12345");
    list.has("Submitted").has("p-wait--alarming").has("As of").has("refresh no.");
}

#[actix_web::test]
async fn what_is_for_now_stands_first_and_then_the_newest() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let newest = prescribe(&doctor, 2, vec![Item::paracetamol().with("note", "newest routine")]).await;
    assert_eq!(newest.status, 303);
    let urgent = Item::paracetamol().with("frequency", "AGORA").with("note", "for now");
    assert_eq!(prescribe(&doctor, 1, vec![urgent]).await.status, 303);
    assert_eq!(prescribe(&doctor, 3, vec![Item::paracetamol().with("note", "newer routine")]).await.status, 303);
    let list = hospital.pharmacist().await.get("/dispatch").await;
    let place = |text: &str| list.body.find(text).unwrap_or_else(|| panic!("{text} is on the first page"));
    assert!(place("for now") < place("newer routine") && place("newer routine") < place("newest routine"));
    assert!(list.body.rfind("p-line--stat").expect("urgent lines") < place("newer routine"));
}

#[actix_web::test]
async fn the_list_is_narrowed_by_ward_stage_and_patient_and_paged_at_fifty() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    let ward = hospital.count("select id from wards where code = 'ORTO'");
    pharmacist.get(&format!("/dispatch?ward={ward}")).await.has("ORTO-").has_not(">CM-1-").has_not(">PS-");
    pharmacist.get("/dispatch?ward=ORTO").await.has("ORTO-").has_not(">CM-1-");
    pharmacist.get("/dispatch?stage=queried").await.has("p-tag--queried").has_not("p-tag--submitted");
    pharmacist.get("/dispatch?stage=received").await.has("p-tag--received");
    pharmacist.get("/dispatch").await.has_not("p-tag--received").has("rel=\"next\"");
    pharmacist.get("/dispatch?q=nobody+of+this+name").await.has("No line with this filter");
    let open = hospital.count("select count(*) from prescription_items where closed_at is null");
    let mut seen = 0;
    for page in 1..=(open + 49) / 50 {
        let list = pharmacist.get(&format!("/dispatch?page={page}")).await;
        let rows = list.body.matches("<tr id=\"line-").count();
        assert!(rows <= 50);
        seen += rows;
    }
    assert_eq!(i64::try_from(seen).expect("few"), open, "every open line is on exactly one page");
}

#[actix_web::test]
async fn the_list_speaks_portuguese_and_english() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    pharmacist.get("/dispatch").await.has("Dispatch list").has("<html lang=\"en\">");
    let reply = pharmacist.post("/locale", &[("locale", "pt-BR"), ("next", "/dispatch?page=2")]).await;
    assert_eq!((reply.status, reply.location.as_str()), (303, "/dispatch?page=2"));
    pharmacist.get("/dispatch").await.has("Lista de dispensação").has("<html lang=\"pt-BR\">").has("Horários");
    let reply = pharmacist.post("/locale", &[("locale", "en"), ("next", "//elsewhere.example")]).await;
    assert_eq!(reply.location, "/", "the way back never leads elsewhere");
}

#[actix_web::test]
async fn only_the_pharmacy_reads_the_dispatch_list() {
    let hospital = Hospital::open();
    for person in [hospital.doctor().await, hospital.nurse().await] {
        assert_eq!(person.get("/dispatch").await.is_refused_in_words().status, 403);
    }
}
