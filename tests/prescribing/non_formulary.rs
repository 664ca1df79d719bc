//! Medications outside the formulary: asked for, approved by a chief, acknowledged by the pharmacy, then prescribed.

use crate::support::form::{Item, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

const IVABRADINE: &str = "Ivabradine 5 mg tablet · P0302";
const WHY: &str = "heart rate above 70 on the highest dose of beta-blocker";

fn item() -> Item {
    Item::of([IVABRADINE, "5", "mg", "VO", "2X", "3"])
}

async fn request(doctor: &Person, medication: &str, why: &str) -> Reply {
    let key = hidden(&doctor.get("/patients/1/non-formulary/new").await.body, "key");
    let fields = [("key", key.as_str()), ("medication", medication), ("justification", why)];
    doctor.post("/patients/1/non-formulary", &fields).await
}

/// A key of its own, as a form opened before has one.
fn key(number: u32) -> String {
    format!("8a6e0804-2bd0-4672-b79d-{number:012}")
}

async fn decide(chief: &Person, id: i64, number: u32, decision: &str, reason: &str) -> Reply {
    let key = key(number);
    let fields = [("key", key.as_str()), ("decision", decision), ("reason", reason)];
    chief.post(&format!("/non-formulary/{id}/decision"), &fields).await
}

async fn acknowledge(pharmacist: &Person, id: i64, number: u32, medication: &str) -> Reply {
    let key = key(number);
    let fields = [("key", key.as_str()), ("medication", medication)];
    pharmacist.post(&format!("/non-formulary/{id}/acknowledgement"), &fields).await
}

#[actix_web::test]
async fn who_4_outside_the_formulary_is_prescribed_once_chief_and_pharmacy_agreed_in_that_stay_alone() {
    let hospital = Hospital::open();
    let (doctor, chief) = (hospital.doctor().await, hospital.log_in("eduardo.pacheco").await);
    let pharmacist = hospital.pharmacist().await;
    let refused = prescribe(&doctor, 1, vec![item()]).await;
    assert_eq!(refused.status, 422);
    refused.has("Ivabradine is no longer in the formulary").has("request it for this patient");
    doctor.get("/patients/1").await.has("href=\"/patients/1/non-formulary/new\"");
    doctor.get("/patients/1/non-formulary/new").await.has(IVABRADINE);
    let asked = request(&doctor, IVABRADINE, WHY).await;
    assert_eq!(asked.location, "/non-formulary#request-1", "{}", asked.body);
    assert_eq!(prescribe(&doctor, 1, vec![item()]).await.status, 422, "asked for is not approved");
    doctor.get("/non-formulary").await.has("waits for a chief").has_not("/non-formulary/1/decision");
    chief.get("/").await.has("request outside the formulary to decide");
    pharmacist.get("/").await.has("request outside the formulary to acknowledge");
    chief.get("/non-formulary").await.has("/non-formulary/1/decision").has(WHY);
    chief.get("/non-formulary/1/decision").await.has(WHY).has("Maria Oliveira").has("Dr. João Silva");
    let approved = decide(&chief, 1, 1, "approve", "").await;
    assert_eq!(approved.status, 303, "{}", approved.body);
    assert_eq!(decide(&chief, 1, 1, "approve", "").await.status, 303, "the same form twice is one decision");
    assert_eq!(prescribe(&doctor, 1, vec![item()]).await.status, 422, "the pharmacy has not said its word");
    pharmacist.get("/non-formulary/1/acknowledgement").await.has(&format!("value=\"{IVABRADINE}\""));
    let acknowledged = acknowledge(&pharmacist, 1, 2, IVABRADINE).await;
    assert_eq!(acknowledged.status, 303, "{}", acknowledged.body);
    doctor.get("/non-formulary").await.has("Can be prescribed as").has(IVABRADINE).has("Dr. Eduardo Pacheco");
    let signed = prescribe(&doctor, 1, vec![item()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get("/patients/1").await.has("requested a medication outside the formulary");
    assert_eq!(prescribe(&doctor, 2, vec![item()]).await.status, 422, "for nobody else");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn who_4_a_request_says_what_and_why_and_is_made_once() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let empty = request(&doctor, "", "short").await;
    assert_eq!(empty.is_refused_in_words().status, 422);
    empty.has("href=\"#medication\"").has("Say why it is needed, in at least 10 characters").has("value=\"short\"");
    request(&doctor, "Paracetamol 500 mg tablet · P0002", WHY).await.has("Paracetamol is in the formulary");
    assert_eq!(hospital.written(), before);
    assert_eq!(request(&doctor, "P0302", WHY).await.status, 303);
    doctor.get("/non-formulary").await.has(IVABRADINE);
    hospital.log_in("eduardo.pacheco").await.get("/non-formulary/1/decision").await.has(IVABRADINE);
    let again = request(&doctor, IVABRADINE, WHY).await;
    assert_eq!(again.status, 409);
    again.has("This was requested for this stay already");
}

#[actix_web::test]
async fn who_4_a_chief_refuses_with_a_reason_and_decides_once_and_never_on_his_own() {
    let hospital = Hospital::open();
    let (doctor, chief) = (hospital.doctor().await, hospital.log_in("eduardo.pacheco").await);
    assert_eq!(request(&doctor, "P0302", WHY).await.status, 303);
    assert_eq!(doctor.get("/non-formulary/1/decision").await.status, 403, "no chief");
    assert_eq!(decide(&doctor, 1, 1, "approve", "").await.status, 403);
    assert_eq!(decide(&hospital.pharmacist().await, 1, 1, "approve", "").await.status, 403);
    assert_eq!(acknowledge(&chief, 1, 1, "P0302").await.status, 403);
    let before = hospital.written();
    decide(&chief, 1, 2, "", "").await.has("href=\"#decision\"");
    let unexplained = decide(&chief, 1, 3, "refuse", " ").await;
    assert_eq!(unexplained.status, 422);
    unexplained.has("href=\"#reason\"");
    assert_eq!(hospital.written(), before);
    assert_eq!(decide(&chief, 1, 4, "refuse", "beta-blocker is not at its limit").await.status, 303);
    let late = decide(&chief, 1, 5, "approve", "").await;
    assert_eq!(late.status, 409);
    late.has("Somebody decided this already").has("beta-blocker is not at its limit");
    assert_eq!(acknowledge(&hospital.pharmacist().await, 1, 6, "P0302").await.status, 409, "refused is refused");
    assert_eq!(prescribe(&doctor, 1, vec![item()]).await.status, 422);
    let own = request(&chief, "P0302", WHY).await;
    assert_eq!(own.location, "/non-formulary#request-2", "asked for anew after a refusal");
    assert_eq!(chief.get("/non-formulary/2/decision").await.status, 403, "his own");
}

#[actix_web::test]
async fn who_4_what_was_described_is_named_by_the_pharmacy_as_a_row_of_the_formulary() {
    let hospital = Hospital::open();
    let (doctor, chief) = (hospital.doctor().await, hospital.log_in("eduardo.pacheco").await);
    let pharmacist = hospital.pharmacist().await;
    assert_eq!(request(&doctor, "Ranolazine 500 mg tablet", WHY).await.status, 303);
    assert_eq!(decide(&chief, 1, 1, "approve", "").await.status, 303);
    let unnamed = acknowledge(&pharmacist, 1, 2, "").await;
    assert_eq!(unnamed.status, 422);
    unnamed.has("href=\"#medication\"");
    assert_eq!(acknowledge(&pharmacist, 1, 3, "P9999").await.status, 422, "no such row");
    hospital.run(
        "insert into medications (code, name_pt, name_en, presentation_pt, presentation_en, strength, form_group_code, active) \
         values ('N1', 'Ranolazina', 'Ranolazine', '500 mg comprimido', '500 mg tablet', '500 mg', 'oral', false)",
    );
    assert_eq!(acknowledge(&pharmacist, 1, 4, "N1").await.status, 303);
    assert_eq!(acknowledge(&pharmacist, 1, 5, "N1").await.status, 409, "once");
    let signed = prescribe(&doctor, 1, vec![Item::of(["N1", "500", "mg", "VO", "2X", "3"])]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
}
