//! What is about to end: said to whoever is on call, and never renewed by itself.

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;

/// Lets everything else in the house have ended long ago, and signs one item of three days.
async fn signed(hospital: &Hospital) -> i64 {
    hospital.run(
        "update prescriptions set prescribed_at = now() - interval '10 days', valid_until = now() - interval '9 days'",
    );
    let doctor = hospital.doctor().await;
    let reply = prescribe(&doctor, 1, vec![Item::simeticone()]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location.rsplit('/').next().expect("a number").parse().expect("a number")
}

fn end(hospital: &Hospital, number: i64, when: &str) {
    hospital.run(&format!("update prescriptions set prescribed_at = now() - interval '20 hours', valid_until = now() {when} where id = {number}"));
}

#[actix_web::test]
async fn val_3_what_ends_within_six_hours_is_listed_and_what_ends_later_is_not() {
    let hospital = Hospital::open();
    let (doctor, number) = (hospital.doctor().await, signed(&hospital).await);
    end(&hospital, number, "+ interval '7 hours'");
    doctor.get("/lapses").await.has("Nothing is about to end.");
    end(&hospital, number, "+ interval '5 hours'");
    doctor.get("/lapses").await.has("Simeticone").has("ends").has_not("ENDED").has("?renew=all");
    hospital.nurse().await.get("/lapses").await.has("Simeticone").has_not("?renew=all");
}

#[actix_web::test]
async fn val_3_what_has_ended_stays_listed_renews_itself_never_and_goes_when_a_doctor_renews_it() {
    let hospital = Hospital::open();
    let (doctor, number) = (hospital.doctor().await, signed(&hospital).await);
    end(&hospital, number, "- interval '1 minute'");
    let before = hospital.written();
    doctor.get("/lapses").await.has("Simeticone").has("ENDED").has("no new doses are supplied");
    assert_eq!(hospital.written(), before);
    let page = doctor.get("/patients/1/prescriptions/new?renew=all").await;
    let mut form = HtmlForm::read(&page.body, "p-prescribe");
    let follows = form.get("follows", 0).to_owned();
    form.add("reviewed", &follows);
    form.add("action", "sign");
    let reply = doctor.post("/patients/1/prescriptions", &form.fields()).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    doctor.get("/lapses").await.has_not("ENDED");
}

#[actix_web::test]
async fn val_3_what_a_doctor_looked_at_and_let_end_is_not_listed_any_more() {
    let hospital = Hospital::open();
    let (doctor, number) = (hospital.doctor().await, signed(&hospital).await);
    end(&hospital, number, "+ interval '1 hour'");
    let user = hospital.text("select id from users where username = 'joao.silva'");
    hospital.run(&format!("update prescription_items set not_renewed_by = {user} where prescription_id = {number}"));
    doctor.get("/lapses").await.has("Nothing is about to end.");
}
