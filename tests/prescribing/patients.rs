//! Finding a patient, and seeing who they are.

use crate::support::form::{Item, hidden, insist, prescribe};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn a_patient_is_found_by_name_record_number_ward_or_bed() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let record = hospital.text("select record_number from patients where id = 1");
    for q in ["maria+oliveira", "OLIVEIRA+MARIA", &record, "cm-1-01"] {
        doctor.get(&format!("/patients?q={q}")).await.has("href=\"/patients/1\"");
    }
    doctor.get("/patients?q=Pronto-Socorro").await.has("PS-01").has_not("href=\"/patients/1\"");
    doctor.get("/patients?q=nobody%25").await.has("No patient found");
}

#[actix_web::test]
async fn a_patients_page_says_who_they_are_and_what_is_open() {
    let hospital = Hospital::open();
    let page = hospital.nurse().await.get("/patients/1").await;
    page.has("Maria Oliveira")
        .has("10 Jul 1985")
        .has("CM-1-01")
        .has("No known allergies")
        .has("Aspirin")
        .has("Rua das Flores, 123");
    let page = hospital.doctor().await.get("/patients/1").await;
    page.has("/patients/1/prescriptions/new");
}

#[actix_web::test]
async fn a_patients_page_says_when_the_next_dose_of_each_item_is_due() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let clock = |minutes: i64| {
        hospital.text(&format!(
            "to_char((now() + interval '{minutes} minutes') at time zone 'America/Sao_Paulo', 'HH24:MI')"
        ))
    };
    let (soon, past) = (clock(90), clock(-90));
    let item = Item::paracetamol().with("frequency", "2X").with("times", &format!("{soon} {past}"));
    let signed = prescribe(&doctor, 1, vec![item]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let page = doctor.get("/patients/1").await;
    let tomorrow = hospital.text(
        "((now() + interval '90 minutes') at time zone 'America/Sao_Paulo')::date - (now() at time zone 'America/Sao_Paulo')::date",
    );
    let day = if tomorrow == "1" { "tomorrow " } else { "" };
    page.has("Active (1)").has(&format!("<span class=\"p-day__next\">{day}{soon}</span>"));
    page.has("Open, with no dose due any more (2)").has("validity ended 21 May 2023 14:30");
}

#[actix_web::test]
async fn val_4_a_suspended_item_has_no_next_dose_and_says_when_it_was_stopped() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let signed = insist(&doctor, 1, vec![Item::paracetamol(), Item::paracetamol().with("note", "crush it")]).await;
    doctor.get("/patients/1").await.has("Active (2)");
    let suspension = format!("{}/suspension", signed.location);
    let key = hidden(&doctor.get(&suspension).await.body, "key");
    let stopped =
        doctor.post(&suspension, &[("key", &key), ("item", "2:submitted"), ("reason", "rash & itching")]).await;
    assert_eq!(stopped.status, 303, "{}", stopped.body);
    let page = doctor.get("/patients/1").await;
    page.has("Active (1)").has("Ended in the last 48 hours (1)").has("stopped").has("p-day__stop");
    page.has("suspended, on <a href=\"/prescriptions/").has("– <em>rash &#38; itching</em>");
}

#[actix_web::test]
async fn what_is_for_now_stands_first_until_it_is_through() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let items = vec![
        Item::paracetamol().with("frequency", "1/1H").with("note", "hourly"),
        Item::paracetamol().with("frequency", "AGORA").with("note", "at once"),
    ];
    assert_eq!(insist(&doctor, 1, items).await.status, 303);
    let page = doctor.get("/patients/1").await;
    let (now, hourly) = (page.body.find("at once").expect("at once"), page.body.find("hourly").expect("hourly"));
    assert!(now < hourly, "now comes first");
    hospital.run(
        "set session_replication_role = replica; update prescription_items set stage = 'received', closed_at = now() where note = 'at once'; select read_model.compact()",
    );
    doctor.get("/patients/1").await.has("Ended in the last 48 hours (1)");
}

#[actix_web::test]
async fn what_the_ward_has_received_is_active_while_a_dose_is_due() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    assert_eq!(prescribe(&doctor, 1, vec![Item::paracetamol().with("note", "in the ward")]).await.status, 303);
    hospital.run(
        "set session_replication_role = replica; update prescription_items set stage = 'received', closed_at = now() where note = 'in the ward'; select read_model.compact()",
    );
    doctor.get("/patients/1").await.has("Active (1)").has("in the ward").has("Received");
}

#[actix_web::test]
async fn the_history_says_in_words_what_happened_and_pages_back() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    let bed = hospital.text(
        "select id from beds b where not exists (select from admissions a where a.bed_id = b.id and discharged_at is null) order by id limit 1",
    );
    let bed_code = hospital.text(&format!("select code from beds where id = {bed}"));
    let page = doctor.get("/patients/1/transfer").await.body;
    let (key, from) = (hidden(&page, "key"), hidden(&page, "from"));
    let moved = doctor.post("/patients/1/transfer", &[("key", &key), ("from", &from), ("bed", &bed)]).await;
    assert_eq!(moved.status, 303, "{}", moved.body);
    hospital.run(
        "insert into events (user_id, verb, patient_id, before, after) values (1, 'verify', 1, '{\"items\": 7}', '[1]'), (null, 'expire', 1, null, null), (null, 'vacate', 1, null, null)",
    );
    let page = doctor.get("/patients/1").await;
    page.has(&format!("Dr. João Silva signed <a href=\"{}\">", signed.location)).has(": Paracetamol");
    page.has(&format!("transferred the patient: CM-1-01 → {bed_code}"))
        .has("Posology made another entry")
        .has("Posology noted the end of an item that was renewed");
    page.has_not("&quot;").has_not("{\"").has_not("20 May 2023</h3>");
    page.has("href=\"/patients/1?until=2023-05-20#history\"");
    let older = doctor.get("/patients/1?until=2023-05-20").await;
    older.has("20 May 2023</h3>").has("<strong>14:30</strong> Dr. João Silva signed").has("Aspirin; Paracetamol");
    older.has("Back to today").has_not("transferred the patient").has_not(">Earlier<");
    doctor.get("/patients/1?until=2024-01-01").await.has("Nothing happened in these two weeks");
    for day in ["yesterday", "2023-02-30", "0000-01-01", "-5000-01-01", "262142-12-31", "99999999999999"] {
        assert_eq!(doctor.get(&format!("/patients/1?until={day}")).await.is_refused_in_words().status, 400, "{day}");
    }
}

#[actix_web::test]
async fn recorded_allergies_are_in_the_history_with_their_substances() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    hospital.run(
        "insert into events (user_id, verb, patient_id, before, after) select id, 'record_allergies', 1, '{}', \
         '{\"status\": \"known\", \"allergies\": [{\"substance\": \"Látex\", \"reaction\": \"\"}, {\"substance\": \"Iodo\", \"reaction\": \"\"}]}' \
         from users where username = 'rita.enfermagem'",
    );
    nurse.get("/patients/1").await.has("recorded allergies: Allergies: Látex, Iodo");
}
