//! Refuse: what the pharmacy will not supply, why, and who hears of it.

use super::triage::empty_queue;
use crate::support::form::{AGAIN, Item, PrescribeForm, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

const WHY: [(&str, &str); 2] = [("category", "renal_hepatic"), ("reason", "Depuração de 20 mL/min")];

async fn signed(doctor: &Person) -> String {
    let form = PrescribeForm::open(doctor, 1, vec![Item::simeticone()]).await.because(AGAIN, "once more");
    let reply = form.send(doctor).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location
}

/// Key and stage of a form that was opened.
async fn open(pharmacist: &Person, prescription: &str) -> (String, String) {
    let page = pharmacist.get(&format!("{prescription}/items/1/refusal")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    (hidden(&page.body, "key"), hidden(&page.body, "stage"))
}

async fn send(pharmacist: &Person, prescription: &str, form: &(String, String), why: &[(&str, &str)]) -> Reply {
    let mut fields = vec![("key", form.0.as_str()), ("stage", form.1.as_str())];
    fields.extend(why);
    pharmacist.post(&format!("{prescription}/items/1/refusal"), &fields).await
}

#[actix_web::test]
async fn ph_3_a_refused_line_is_closed_and_its_prescriber_is_told_why() {
    let hospital = Hospital::open();
    empty_queue(&hospital);
    let (doctor, other, pharmacist) =
        (hospital.doctor().await, hospital.oncologist().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    pharmacist.get("/triage").await.has(&format!("{path}/items/1/refusal"));
    pharmacist.get(&path).await.has(&format!("{path}/items/1/refusal"));
    let form = open(&pharmacist, &path).await;
    let reply = send(&pharmacist, &path, &form, &WHY).await;
    assert_eq!((reply.status, &reply.location), (303, &path), "{}", reply.body);
    doctor.get(&path).await.has("Refused").has("Depuração de 20 mL/min").has("kidney or liver function");
    doctor.get("/").await.has("refused in the last 24 hours").has("Depuração de 20 mL/min");
    other.get("/").await.has_not("Depuração de 20 mL/min");
    doctor.get("/patients/1").await.has("refused, of").has("Depuração de 20 mL/min");
    pharmacist.get("/triage").await.has_not(&format!("{path}/items/1/refusal"));
    pharmacist.get(&path).await.has_not("/refusal\"");
    assert_eq!(hospital.count("select count(*) from events where verb = 'refuse'"), 1);
    assert_eq!(hospital.disagreements(), []);
    hospital.run(
        "update prescription_items set stage_since = now() - interval '25 hours' where stage = 'refused'; \
         insert into read_model.touched (prescription_id) select prescription_id from prescription_items where stage = 'refused'; \
         select read_model.refresh()",
    );
    doctor.get("/").await.has_not("Depuração de 20 mL/min");
}

#[actix_web::test]
async fn ph_3_a_queried_line_can_be_refused_and_a_verified_one_cannot() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    for (stage, status) in [("queried", 303), ("verified", 409)] {
        let path = signed(&doctor).await;
        let number = path.rsplit('/').next().expect("a number");
        hospital.run(&format!("update prescription_items set stage = '{stage}' where prescription_id = {number}"));
        let key = hidden(&pharmacist.get("/triage").await.body, "key");
        let reply = send(&pharmacist, &path, &(key, stage.to_owned()), &WHY).await;
        assert_eq!(reply.status, status, "{stage}: {}", reply.body);
    }
}

#[actix_web::test]
async fn a_refusal_that_says_nothing_is_refused_in_words_and_nothing_is_lost() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    let form = open(&pharmacist, &path).await;
    let before = hospital.written();
    let empty = send(&pharmacist, &path, &form, &[("category", "weather"), ("reason", " ")]).await;
    assert_eq!(empty.is_refused_in_words().status, 422);
    empty.has("Write why it is refused.").has("Choose what the refusal is about.");
    let long = "x".repeat(201);
    let refused = send(&pharmacist, &path, &form, &[("category", "route"), ("reason", &long)]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("more than 200 characters").has(&long).has("value=\"route\" selected");
    assert_eq!(
        send(&pharmacist, &path, &form, &[("category", "dose"), ("reason", "10 UI")]).await.status,
        422,
        "ITEM-4"
    );
    assert_eq!(hospital.written(), before);
    for missing in [format!("{path}/items/9/refusal"), "/prescriptions/999999/items/1/refusal".to_owned()] {
        assert_eq!(pharmacist.get(&missing).await.is_refused_in_words().status, 404, "{missing}");
    }
    assert_eq!(send(&pharmacist, &path, &(form.0.clone(), "nowhere".to_owned()), &WHY).await.status, 400);
    for person in [&doctor, &hospital.nurse().await] {
        assert_eq!(send(person, &path, &form, &WHY).await.status, 403);
    }
}

#[actix_web::test]
async fn a_line_that_moved_meanwhile_is_not_refused_unseen_and_what_was_typed_stays() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    let number = path.rsplit('/').next().expect("a number");
    let late = open(&pharmacist, &path).await;
    hospital.run(&format!("update prescription_items set stage = 'queried' where prescription_id = {number}"));
    let refused = send(&pharmacist, &path, &late, &WHY).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("Depuração de 20 mL/min").has("value=\"queried\"");
    let again = (hidden(&refused.body, "key"), hidden(&refused.body, "stage"));
    for _ in 0..2 {
        assert_eq!(send(&pharmacist, &path, &again, &WHY).await.status, 303, "the same form twice");
    }
    assert_eq!(hospital.count("select count(*) from item_refusals"), 1);
    let other = send(&pharmacist, &path, &again, &[("category", "dose"), ("reason", "Outra coisa")]).await;
    assert_eq!(other.is_refused_in_words().status, 409, "another content with the same form");
}

#[actix_web::test]
async fn of_a_verification_and_a_refusal_at_once_exactly_one_is_done() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let (left, right) = (hospital.pharmacist().await, hospital.pharmacist().await);
    assert_eq!(prescribe(&doctor, 1, vec![Item::simeticone()]).await.status, 303);
    for _ in 0..trials(100) {
        let path = signed(&doctor).await;
        let line = format!("{}/1:submitted", path.rsplit('/').next().expect("a number"));
        let form = open(&left, &path).await;
        let key = hidden(&right.get("/triage").await.body, "key");
        let fields = [("key", key.as_str()), ("line", line.as_str())];
        let (refused, verified) =
            futures_util::future::join(send(&left, &path, &form, &WHY), right.post("/lines/verification", &fields))
                .await;
        let mut statuses = [refused.status, verified.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
    }
    assert_eq!(hospital.disagreements(), []);
}
