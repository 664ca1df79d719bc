//! Overrides: who sees the hard stops that were overridden, and who reviews them.

use crate::support::form::{Item, PrescribeForm, hidden};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// An override that waits for review: its number.
async fn override_one(hospital: &Hospital, patient: i64, reason: &str) -> i64 {
    let doctor = hospital.doctor().await;
    let form = PrescribeForm::open(&doctor, patient, vec![Item::of(["P0294", "1", "mg", "VO", "12/12H", "3"])]).await;
    let signed = form.because("specialty|tacrolimo", reason).send(&doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    hospital.count("select max(id) from prescription_alerts where severity = 'stop'")
}

async fn key(person: &Person, id: i64) -> String {
    let page = person.get(&format!("/overrides/{id}/review")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    hidden(&page.body, "key")
}

async fn review(person: &Person, id: i64, key: &str, note: &str) -> Reply {
    person.post(&format!("/overrides/{id}/review"), &[("key", key), ("note", note)]).await
}

#[actix_web::test]
async fn who_1_an_overridden_stop_is_listed_until_a_pharmacist_reviews_it_and_then_last() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    pharmacist.get("/overrides").await.has("No hard stop was overridden");
    let first = override_one(&hospital, 1, "nobody on call").await;
    let record = hospital.text("select record_number from patients where id = 1");
    pharmacist
        .get("/overrides")
        .await
        .has("1 override waits for review")
        .has("Maria Oliveira")
        .has(&record)
        .has("Tacrolimus is left to other specialties")
        .has("nobody on call")
        .has("WHO-1")
        .has("CRM/SP 12345");
    pharmacist.get("/").await.has("override to review").has("p-tile--loud\" href=\"/overrides\"");
    let second = override_one(&hospital, 2, "in transfer").await;
    let key = key(&pharmacist, second).await;
    let reply = review(&pharmacist, second, &key, "agreed with nephrology").await;
    assert_eq!((reply.status, reply.location.as_str()), (303, "/overrides"), "{}", reply.body);
    let list = pharmacist.get("/overrides").await;
    list.has("agreed with nephrology").has_not(&format!("/overrides/{second}/review"));
    let (open, done) = (list.body.find("nobody on call"), list.body.find("in transfer"));
    assert!(open < done, "what nobody has reviewed stands first");
    assert_eq!(
        hospital.count("select count(*) from events where verb = 'review_override' and after ->> 'note' <> ''"),
        1
    );
    hospital.run("update prescriptions set prescribed_at = now() - interval '31 days', valid_until = now() - interval '30 days' where patient_id in (1, 2) and id >= (select min(prescription_id) from prescription_alerts where severity = 'stop')");
    pharmacist.get("/overrides").await.has("nobody on call").has_not("in transfer");
    assert_eq!(
        hospital.count(&format!("select count(*) from prescription_alerts where id = {first} and reviewed_at is null")),
        1
    );
}

#[actix_web::test]
async fn an_override_is_reviewed_once_and_who_comes_later_is_told_by_whom() {
    let hospital = Hospital::open();
    let (pharmacist, administrator) = (hospital.pharmacist().await, hospital.log_in("admin").await);
    let id = override_one(&hospital, 1, "nobody on call").await;
    let (first, late) = (key(&pharmacist, id).await, key(&administrator, id).await);
    assert_eq!(review(&pharmacist, id, &first, "").await.status, 303);
    assert_eq!(review(&pharmacist, id, &first, "").await.status, 303, "the same form again leads to the same");
    assert_eq!(review(&pharmacist, id, &first, "changed").await.status, 409);
    let refused = review(&administrator, id, &late, "too late").await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("Somebody decided this already").has("Reviewed: ");
    assert_eq!(hospital.count("select count(*) from events where verb = 'review_override'"), 1);
}

#[actix_web::test]
async fn a_note_that_is_too_long_or_no_override_is_refused_and_writes_nothing() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    let id = override_one(&hospital, 1, "nobody on call").await;
    hospital.run(
        "insert into prescription_alerts (prescription_id, rule, severity, decision, what_pt, what_en, source) \
         select prescription_id, 'CDS-7', 'notice', 'something', 'algo', 'something', 'CDS-7' from prescription_alerts limit 1",
    );
    let key = key(&pharmacist, id).await;
    let before = hospital.written();
    let long = "x".repeat(501);
    let refused = review(&pharmacist, id, &key, &long).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("more than 500 characters").has(&long);
    assert_eq!(review(&pharmacist, id, "", "").await.is_refused_in_words().status, 400);
    let notice = hospital.count("select min(id) from prescription_alerts where severity = 'notice'");
    for other in [notice, 999_999] {
        assert_eq!(review(&pharmacist, other, &key, "").await.is_refused_in_words().status, 404);
        assert_eq!(pharmacist.get(&format!("/overrides/{other}/review")).await.is_refused_in_words().status, 404);
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn who_8_no_prescriber_reviews_overrides() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let id = override_one(&hospital, 1, "nobody on call").await;
    assert_eq!(doctor.get("/overrides").await.is_refused_in_words().status, 403);
    assert_eq!(review(&doctor, id, "x", "").await.is_refused_in_words().status, 403);
    hospital.log_in("admin").await.get("/overrides").await.has("nobody on call").has_not("/prescriptions/");
}

#[actix_web::test]
async fn racing_reviews_of_one_override_leave_one() {
    let hospital = Hospital::open();
    let (one, other) = (hospital.pharmacist().await, hospital.log_in("admin").await);
    let id = override_one(&hospital, 1, "nobody on call").await;
    for round in 1..=trials(20) {
        hospital.run("set session_replication_role = replica; update prescription_alerts set reviewed_by = null, reviewed_at = null, review_note = ''");
        let (mine, theirs) = (key(&one, id).await, key(&other, id).await);
        let (left, right) =
            futures_util::future::join(review(&one, id, &mine, "a"), review(&other, id, &theirs, "b")).await;
        let mut statuses = [left.status, right.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "round {round}");
    }
}
