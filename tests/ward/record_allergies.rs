//! Record allergies: what is written, what is refused, and what others then see.

use crate::support::form::{Item, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// A form that was opened for a patient.
struct AllergyForm {
    path: String,
    key: String,
    version: String,
}

impl AllergyForm {
    async fn open(person: &Person, patient: i64) -> Self {
        let path = format!("/patients/{patient}/allergies");
        let page = person.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        AllergyForm { path, key: hidden(&page.body, "key"), version: hidden(&page.body, "version") }
    }

    /// With a reason for what may be taken out.
    async fn send(&self, person: &Person, status: &str, rows: &[(&str, &str)]) -> Reply {
        self.send_because(person, status, rows, "asked once more").await
    }

    async fn send_because(&self, person: &Person, status: &str, rows: &[(&str, &str)], reason: &str) -> Reply {
        let mut fields = vec![("key", self.key.as_str()), ("version", &self.version), ("status", status)];
        fields.push(("reason", reason));
        for (substance, reaction) in rows {
            fields.extend([("substance", *substance), ("reaction", *reaction)]);
        }
        person.post(&self.path, &fields).await
    }
}

async fn record(person: &Person, patient: i64, status: &str, rows: &[(&str, &str)]) -> Reply {
    AllergyForm::open(person, patient).await.send(person, status, rows).await
}

#[actix_web::test]
async fn pre_1_a_recorded_answer_lets_the_first_prescription_be_signed() {
    let hospital = Hospital::open();
    let patient = hospital.count("select min(p.id) from patients p join admissions a on a.patient_id = p.id where p.allergy_status is null and a.discharged_at is null");
    let doctor = hospital.doctor().await;
    let refused = prescribe(&doctor, patient, vec![Item::paracetamol()]).await;
    assert_eq!(refused.status, 422);
    refused.has("Nobody has recorded whether this patient has allergies").has("/allergies\" target=\"_blank\"");
    let recorded = record(&hospital.nurse().await, patient, "none_known", &[("", "")]).await;
    assert_eq!((recorded.status, recorded.location), (303, format!("/patients/{patient}")));
    assert_eq!(prescribe(&doctor, patient, vec![Item::paracetamol()]).await.status, 303);
}

#[actix_web::test]
async fn pre_2_a_recorded_allergy_stands_on_every_open_line_at_once() {
    let hospital = Hospital::open();
    let (nurse, pharmacist) = (hospital.nurse().await, hospital.pharmacist().await);
    let reply = record(&nurse, 1, "known", &[("Látex", "urticária"), ("", ""), (" Dipirona ", "")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    nurse.get("/patients/1").await.has("Allergies: Dipirona, Látex");
    pharmacist.get("/dispatch?q=Maria Oliveira").await.has("Allergies: Dipirona, Látex");
    nurse.get("/patients/1/allergies").await.has("value=\"Látex\"").has("value=\"urticária\"");
    assert_eq!(hospital.disagreements(), []);
    let event = "select before ->> 'status' || ' ' || (after -> 'allergies' -> 0 ->> 'reaction') from events where verb = 'record_allergies'";
    assert_eq!(hospital.text(event), "none_known urticária");
}

#[actix_web::test]
async fn a_record_that_contradicts_itself_is_refused_in_words_and_nothing_is_lost() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    let before = hospital.written();
    let long = "x".repeat(121);
    let many: Vec<(String, &str)> = (0..31).map(|number| (format!("substance {number}"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(substance, reaction)| (substance.as_str(), *reaction)).collect();
    for (status, rows, words) in [
        ("", &[("Látex", "")][..], "Choose what is known about allergies."),
        ("sometimes", &[], "Choose what is known about allergies."),
        ("known", &[(" ", "")], "Write at least one allergy"),
        ("none_known", &[("Látex", "")], "Allergies are listed below."),
        ("known", &[("", "urticária")], "Write what causes this reaction."),
        ("known", &[("Látex", ""), ("LÁTEX", "")], "“LÁTEX” is there twice."),
        ("known", &[("Látex", ""), ("latex", "")], "“latex” is there twice."),
        ("known", &[(&long, "")], "This has more than 120 characters."),
        ("known", &many, "There are more than 30 allergies."),
    ] {
        let reply = record(&pharmacist, 1, status, rows).await;
        assert_eq!(reply.is_refused_in_words().status, 422, "{words}");
        reply.has(words);
        for (substance, _) in rows.iter().filter(|(substance, _)| !substance.trim().is_empty()) {
            reply.has(&format!("value=\"{substance}\""));
        }
    }
    assert_eq!(hospital.written(), before);
    assert_eq!(hospital.count("select allergies_version from patients where id = 1"), 0);
}

#[actix_web::test]
async fn what_the_form_cannot_have_sent_is_refused_and_writes_nothing() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let before = hospital.written();
    let form = AllergyForm::open(&nurse, 1).await;
    for fields in [
        vec![("status", "none_known")],
        vec![("key", form.key.as_str()), ("status", "none_known")],
        vec![("key", "x"), ("version", "0"), ("status", "none_known")],
        vec![("key", &form.key), ("version", "99999999999"), ("status", "none_known")],
        vec![("key", &form.key), ("version", "0"), ("status", "known"), ("substance", "Látex")],
    ] {
        assert_eq!(nurse.post("/patients/1/allergies", &fields).await.is_refused_in_words().status, 400);
    }
    assert_eq!(nurse.get("/patients/999999/allergies").await.is_refused_in_words().status, 404);
    let nobody = [("key", form.key.as_str()), ("version", "0"), ("status", "none_known")];
    assert_eq!(nurse.post("/patients/999999/allergies", &nobody).await.is_refused_in_words().status, 404);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn of_two_people_at_the_same_record_one_wins_and_the_other_sees_what_changed() {
    let hospital = Hospital::open();
    let (nurse, doctor) = (hospital.nurse().await, hospital.doctor().await);
    let (first, second) = (AllergyForm::open(&nurse, 1).await, AllergyForm::open(&doctor, 1).await);
    assert_eq!(first.send(&nurse, "known", &[("Iodo", "")]).await.status, 303);
    let late = second.send(&doctor, "known", &[("Látex", "urticária")]).await;
    assert_eq!(late.is_refused_in_words().status, 409);
    late.has("It now says: Allergies: Iodo.").has("value=\"Látex\"").has("value=\"urticária\"");
    let again = AllergyForm { key: hidden(&late.body, "key"), version: hidden(&late.body, "version"), ..second };
    assert_eq!(again.send(&doctor, "known", &[("Látex", "urticária"), ("Iodo", "")]).await.status, 303);
    nurse.get("/patients/1").await.has("Allergies: Iodo, Látex");
}

#[actix_web::test]
async fn the_same_record_sent_many_times_at_once_is_one_change() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    for round in 1..=trials(20) {
        let form = AllergyForm::open(&nurse, 1).await;
        let substance = format!("substance {round}");
        let rows = [(substance.as_str(), "")];
        let sends = (0..10).map(|_| form.send(&nurse, "known", &rows));
        for reply in futures_util::future::join_all(sends).await {
            assert_eq!((reply.status, reply.location.as_str()), (303, "/patients/1"), "{}", reply.body);
        }
        let changes = "select count(*) from events where verb = 'record_allergies'";
        assert_eq!(hospital.count(changes), i64::try_from(round).expect("few"));
    }
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn racing_clinicians_never_overwrite_each_other_unseen() {
    let hospital = Hospital::open();
    let people = futures_util::future::join_all((0..8).map(|_| hospital.nurse())).await;
    for round in 1..=trials(40) {
        let forms = futures_util::future::join_all(people.iter().map(|person| AllergyForm::open(person, 1))).await;
        let sends = people.iter().zip(&forms).enumerate().map(|(number, (person, form))| async move {
            form.send(person, "known", &[(&format!("substance {number}"), "")]).await.status
        });
        let statuses = futures_util::future::join_all(sends).await;
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "round {round}: {statuses:?}");
        assert!(statuses.iter().all(|status| [303, 409].contains(status)), "{statuses:?}");
    }
}

#[actix_web::test]
async fn more_rows_are_to_be_had_without_a_script() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let before = hospital.written();
    let more = [("action", "add"), ("status", "known"), ("substance", "Látex"), ("reaction", "")];
    let page = nurse.post("/patients/1/allergies", &more).await;
    assert_eq!(page.status, 200);
    page.has("value=\"Látex\"").has("id=\"substance-2\"");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn an_allergy_is_taken_out_only_with_a_reason_which_is_kept() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let both = [("Cefalosporinas", "anafilaxia"), ("Dipirona", "")];
    assert_eq!(record(&nurse, 1, "known", &both).await.status, 303);
    let before = hospital.written();
    for (status, rows) in [
        ("none_known", &[("", "")][..]),
        ("not_obtainable", &[]),
        ("known", &[("Dipirona", "")]),
        ("known", &[("Cefalosporina", "anafilaxia"), ("Dipirona", "")]),
        ("known", &[("Látex", "")]),
    ] {
        for reason in ["", "...", "ok"] {
            let form = AllergyForm::open(&nurse, 1).await;
            let refused = form.send_because(&nurse, status, rows, reason).await;
            assert_eq!(refused.is_refused_in_words().status, 422, "{status}");
            refused.has("recorded as an allergy, and taken out here. Write why").has("href=\"#reason\"");
        }
    }
    assert_eq!(hospital.written(), before);
    let form = AllergyForm::open(&nurse, 1).await;
    let reason = "tested negative by the allergist";
    assert_eq!(form.send_because(&nurse, "known", &[("Dipirona", "")], reason).await.status, 303);
    let kept = "select after ->> 'reason' from events where verb = 'record_allergies' order by id desc limit 1";
    assert_eq!(hospital.text(kept), "tested negative by the allergist");
    let form = AllergyForm::open(&nurse, 1).await;
    let added = form.send_because(&nurse, "known", &[("DIPIRONA", "rash"), ("Látex", "")], "").await;
    assert_eq!(added.status, 303, "nothing is taken out: {}", added.body);
}
