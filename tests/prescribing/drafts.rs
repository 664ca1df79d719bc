//! What residents write: drafts, until a supervisor of the same specialty signs them as his or her own.

use crate::support::form::{AGAIN, Item, PrescribeForm, hidden, prescribe, prescribe_again};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// The resident drafts one item for the first patient; the draft's number.
async fn draft(hospital: &Hospital, item: Item) -> i64 {
    let sent = prescribe_again(&hospital.resident().await, 1, vec![item]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let number = sent.location.strip_prefix("/drafts#draft-").expect("to the drafts").to_owned();
    number.parse().expect("a number")
}

/// The form of a draft, as a supervisor has it before him.
async fn open(doctor: &Person, id: i64, item: Item) -> PrescribeForm {
    let page = doctor.get(&format!("/patients/1/prescriptions/new?draft={id}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let (key, admission) = (hidden(&page.body, "key"), hidden(&page.body, "admission"));
    assert_eq!(hidden(&page.body, "draft"), id.to_string());
    PrescribeForm { patient: 1, key, admission, items: vec![item], action: "sign", reasons: Vec::new() }
}

async fn sign(doctor: &Person, form: &PrescribeForm, id: i64) -> Reply {
    let id = id.to_string();
    let mut fields = form.fields();
    fields.push(("draft", &id));
    doctor.post("/patients/1/prescriptions", &fields).await
}

async fn discard(doctor: &Person, id: i64, key: &str, reason: &str) -> Reply {
    doctor.post(&format!("/drafts/{id}/discard"), &[("key", key), ("reason", reason)]).await
}

async fn discard_key(doctor: &Person, id: i64) -> String {
    hidden(&doctor.get(&format!("/drafts/{id}/discard")).await.body, "key")
}

const PRESCRIPTIONS: &str = "select count(*) from prescriptions";

#[actix_web::test]
async fn who_7_what_a_resident_signs_is_a_draft_that_reaches_nobody_until_a_supervisor_signs_it() {
    let hospital = Hospital::open();
    let (resident, doctor) = (hospital.resident().await, hospital.doctor().await);
    let before = hospital.count(PRESCRIPTIONS);
    resident.get("/patients/1/prescriptions/new").await.has("You are a resident").has("Send to a supervisor");
    let id = draft(&hospital, Item::simeticone()).await;
    assert_eq!(hospital.count(PRESCRIPTIONS), before);
    let lines =
        hospital.count("select count(*) from read_model.lines where medication_code = 'P0155' and patient_id = 1");
    assert_eq!(lines, 0);
    resident.get("/drafts").await.has("Simeticone").has("waits for a supervisor").has_not("Check and sign");
    doctor.get("/").await.has("draft of a resident waiting");
    let list = doctor.get("/drafts").await;
    list.has("Dr. Lucas Andrade (CRM/SP 90412)").has("0 min").has("Maria Oliveira").has("Check and sign");
    let page = doctor.get(&format!("/patients/1/prescriptions/new?draft={id}")).await;
    page.has("Drafted by Dr. Lucas Andrade").has("value=\"75\"").has("P0155").has("waiting 0 min");
    let changed = Item::simeticone().with("dose", "125");
    let form = open(&doctor, id, changed).await;
    let signed = sign(&doctor, &form, id).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let again = sign(&doctor, &form, id).await;
    assert_eq!(again.location, signed.location, "the same form twice is one prescription");
    assert_eq!(hospital.count(PRESCRIPTIONS), before + 1);
    let page = doctor.get(&signed.location).await;
    page.has("Dr. João Silva").has("Drafted by</dt>").has("Dr. Lucas Andrade · CRM/SP 90412").has("125 mg");
    hospital.pharmacist().await.get("/dispatch").await.has("Simeticone").has("Dr. João Silva");
    resident.get("/drafts").await.has("Signed by Dr. João Silva").has(&signed.location);
    doctor.get("/drafts").await.has("No draft waits");
    doctor.get("/patients/1").await.has("drafted a prescription");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn who_7_a_draft_keeps_every_rule_and_its_warnings_are_asked_of_the_supervisor_anew() {
    let hospital = Hospital::open();
    let (resident, doctor) = (hospital.resident().await, hospital.doctor().await);
    let close = Item::paracetamol().with("frequency", "8/8H").with("times", "06:00 08:00 22:00");
    let before = hospital.written();
    assert_eq!(prescribe(&resident, 1, vec![close.clone()]).await.status, 422, "a reason is asked");
    assert_eq!(prescribe(&resident, 1, vec![close.clone().with("dose", "")]).await.status, 422);
    assert_eq!(hospital.written(), before);
    let form = PrescribeForm::open(&resident, 1, vec![close.clone()]).await;
    let form = form.because("doses too close|paracetamol|06:00 08:00 of 8 h", "told so");
    let sent = form.send(&resident).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let id: i64 = sent.location.trim_start_matches("/drafts#draft-").parse().expect("a number");
    let own = open(&doctor, id, close).await;
    doctor.get(&format!("/patients/1/prescriptions/new?draft={id}")).await.has_not("told so");
    let asked = sign(&doctor, &own, id).await;
    assert_eq!(asked.status, 422);
    asked.has("less than half the interval").has(&format!("name=\"draft\" value=\"{id}\""));
    let own = own.because("doses too close|paracetamol|06:00 08:00 of 8 h", "dialysis");
    assert_eq!(sign(&doctor, &own, id).await.status, 303);
    assert_eq!(hospital.text("select reason from prescription_alerts where rule = 'TIME-3'"), "dialysis");
}

#[actix_web::test]
async fn who_7_numbers_of_a_draft_are_written_as_its_reader_writes_them() {
    let hospital = Hospital::open();
    let (resident, doctor) = (hospital.resident().await, hospital.doctor().await);
    resident.post("/locale", &[("locale", "pt-BR"), ("next", "/")]).await;
    let sent = prescribe(&resident, 1, vec![Item::simeticone().with("dose", "37,5")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let id = sent.location.trim_start_matches("/drafts#draft-").to_owned();
    let page = doctor.get(&format!("/patients/1/prescriptions/new?draft={id}")).await;
    page.has("name=\"dose\" value=\"37.5\"");
}

#[actix_web::test]
async fn who_7_a_supervisor_discards_with_a_reason_and_the_resident_reads_it() {
    let hospital = Hospital::open();
    let (resident, doctor) = (hospital.resident().await, hospital.doctor().await);
    let id = draft(&hospital, Item::simeticone()).await;
    let page = doctor.get(&format!("/drafts/{id}/discard")).await;
    page.has("Maria Oliveira").has("Simeticone");
    let key = hidden(&page.body, "key");
    let before = hospital.written();
    let refused = discard(&doctor, id, &key, " ").await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    assert_eq!(hospital.written(), before);
    let other = open(&doctor, id, Item::simeticone()).await;
    assert_eq!(discard(&doctor, id, &key, "the patient goes home").await.location, "/drafts");
    assert_eq!(discard(&doctor, id, &key, "the patient goes home").await.location, "/drafts", "twice is once");
    resident.get("/drafts").await.has("Discarded by Dr. João Silva").has("the patient goes home");
    doctor.get(&format!("/drafts/{id}/discard")).await.has_not("name=\"reason\"");
    let stale = discard(&doctor, id, "8a6e0804-2bd0-4672-b79d-d97027f9071a", "again").await;
    assert_eq!(stale.status, 409);
    stale.has("Somebody decided this already").has("the patient goes home");
    let late = sign(&doctor, &other, id).await;
    assert_eq!(late.status, 409);
    late.has("Discarded by Dr. João Silva")
        .has("What you typed is kept below")
        .has("P0155")
        .has("name=\"draft\" value=\"\"");
    assert_eq!(doctor.get(&format!("/patients/1/prescriptions/new?draft={id}")).await.location, "/drafts");
}

#[actix_web::test]
async fn who_7_only_who_needs_no_supervisor_and_has_the_specialty_decides() {
    let hospital = Hospital::open();
    let (resident, internist) = (hospital.resident().await, hospital.log_in("helena.prado").await);
    let id = draft(&hospital, Item::simeticone()).await;
    internist.get("/drafts").await.has("No draft waits");
    let key = discard_key(&hospital.doctor().await, id).await;
    let form = open(&hospital.doctor().await, id, Item::simeticone()).await;
    let before = hospital.written();
    for person in [&resident, &internist] {
        assert_eq!(person.get(&format!("/drafts/{id}/discard")).await.status, 404);
        assert_eq!(person.get(&format!("/patients/1/prescriptions/new?draft={id}")).await.status, 404);
        assert_eq!(discard(person, id, &key, "no").await.status, 404);
        assert_eq!(sign(person, &form, id).await.status, 404);
    }
    for other in [hospital.pharmacist().await, hospital.nurse().await] {
        assert_eq!(other.get("/drafts").await.status, 403);
    }
    assert_eq!(hospital.written(), before);
    let colleague = hospital.log_in("vinicius.barros").await;
    colleague.get("/drafts").await.has("Check and sign");
    hospital.run("update hospital set residents_need_supervisor = false");
    let alone = prescribe(&resident, 1, vec![Item::simeticone()]).await;
    assert!(alone.location.starts_with("/prescriptions/"), "where the hospital wants no supervisor: {}", alone.body);
}

#[actix_web::test]
async fn who_7_a_resident_orders_nothing_by_voice() {
    let hospital = Hospital::open();
    let form = hospital.nurse().await.get("/patients/1/verbal-orders/new").await;
    form.has("Dr. João Silva").has_not("Dr. Lucas Andrade");
}

#[actix_web::test]
async fn who_7_of_two_supervisors_at_the_same_draft_one_signs_and_the_other_is_told() {
    let hospital = Hospital::open();
    let (doctor, colleague) = (hospital.doctor().await, hospital.log_in("vinicius.barros").await);
    for _ in 0..trials(20) {
        let id = draft(&hospital, Item::simeticone()).await;
        let one = open(&doctor, id, Item::simeticone()).await.because(AGAIN, "once more");
        let other = open(&colleague, id, Item::simeticone()).await.because(AGAIN, "once more");
        let before = hospital.count(PRESCRIPTIONS);
        let (first, second) = tokio::join!(sign(&doctor, &one, id), sign(&colleague, &other, id));
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "{} {}", first.body, second.body);
        assert_eq!(hospital.count(PRESCRIPTIONS), before + 1);
        let told = if first.status == 409 { &first } else { &second };
        told.has("Signed by ").has("What you typed is kept below");
    }
}
