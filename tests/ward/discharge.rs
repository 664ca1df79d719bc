//! Discharge: what is stopped, what is to come back, what is refused, and what others then see.

use crate::support::form::{Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// A form that was opened for a patient.
struct DischargeForm {
    path: String,
    key: String,
    admission: String,
    lines: String,
}

impl DischargeForm {
    async fn open(doctor: &Person, patient: i64) -> Self {
        let path = format!("/patients/{patient}/discharge");
        let page = doctor.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        DischargeForm::of(path, &page)
    }

    fn of(path: String, page: &Reply) -> Self {
        let field = |name| hidden(&page.body, name);
        DischargeForm { path, key: field("key"), admission: field("admission"), lines: field("lines") }
    }

    async fn send(&self, doctor: &Person, disposition: &str, note: &str) -> Reply {
        let fields = [
            ("key", self.key.as_str()),
            ("admission", &self.admission),
            ("lines", &self.lines),
            ("disposition", disposition),
            ("note", note),
        ];
        doctor.post(&self.path, &fields).await
    }
}

const OPEN_OF_THE_DISCHARGED: &str = "select count(*) from prescription_items i join prescriptions p on p.id = i.prescription_id \
    join admissions a on a.id = p.admission_id where a.discharged_at is not null and i.closed_at is null";

/// Puts the items of a patient's newest prescription into stages, as the pharmacy would.
fn pharmacy_moves(hospital: &Hospital, patient: i64, stages: &[&str]) {
    for (number, stage) in (1..).zip(stages) {
        hospital.run(&format!(
            "set session_replication_role = replica; update prescription_items set stage = '{stage}', closed_at = case when '{stage}' = 'received' then now() end where number = {number} \
             and prescription_id = (select max(id) from prescriptions where patient_id = {patient})"
        ));
    }
}

#[actix_web::test]
async fn ph_9_a_discharge_stops_every_open_line_and_says_what_is_to_come_back() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let items = ["a", "b", "c", "d", "e"].map(|note| Item::paracetamol().with("note", note)).to_vec();
    let signed = insist(&doctor, 1, items).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    pharmacy_moves(&hospital, 1, &["submitted", "separated", "dispensed", "sent", "received"]);
    let under_way = "select count(*) from prescription_items i join prescriptions p on p.id = i.prescription_id \
        where p.patient_id = 1 and (closed_at is null or stage = 'received' and valid_until > now())";
    let open = hospital.count(under_way);
    let out = hospital.count(&format!("{under_way} and stage in ('separated', 'dispensed', 'sent', 'received')"));
    doctor.get("/patients/1").await.has("/patients/1/discharge\"");
    let page = doctor.get("/patients/1/discharge").await;
    page.has(&format!("The discharge suspends {open} open items")).has(&format!("{out} of them have doses out"));
    let reply = DischargeForm::open(&doctor, 1).await.send(&doctor, "home", " repouso ").await;
    assert_eq!((reply.status, reply.location.as_str()), (303, "/patients/1"), "{}", reply.body);
    doctor
        .get("/patients/1")
        .await
        .has("not admitted")
        .has(": home (repouso)")
        .has_not("/patients/1/discharge\"")
        .has_not("/prescriptions/new");
    pharmacist.get("/dispatch?q=Maria+Oliveira").await.has_not("Maria Oliveira</");
    doctor.get(&signed.location).await.has("Suspended").has("<em>Discharge: home</em>").has("DOSES TO RETURN");
    assert_eq!(hospital.count(OPEN_OF_THE_DISCHARGED), 0);
    let due = "select string_agg(i.number::text, ' ' order by i.number) from prescription_items i \
        where return_due_at is not null and prescription_id = (select max(id) from prescriptions)";
    assert_eq!(hospital.text(due), "2 3 4 5");
    let event = "select jsonb_array_length(after -> 'stopped') || ' ' || jsonb_array_length(after -> 'to_return') from events where verb = 'discharge'";
    assert_eq!(hospital.text(event), format!("{open} {out}"));
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn nothing_is_prescribed_to_the_discharged_until_they_are_admitted_again() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let opened = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol()]).await;
    let bed = hospital.text("select bed_id from admissions where patient_id = 1");
    assert_eq!(DischargeForm::open(&doctor, 1).await.send(&doctor, "aadvice", "").await.status, 303);
    let refused = opened.send(&doctor).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("This patient is not admitted.");
    doctor.get("/patients/1/discharge").await.has("This patient is not admitted, so there is no stay to end.");
    let key = hidden(&doctor.get("/patients/1/admission").await.body, "key");
    let back = doctor.post("/patients/1/admission", &[("key", &key), ("bed", &bed)]).await;
    assert_eq!(back.status, 303, "the bed is free: {}", back.body);
    let refused = opened.send(&doctor).await;
    assert_eq!(refused.status, 422);
    refused.has("This form was opened for another stay");
    assert_eq!(prescribe(&doctor, 1, vec![Item::paracetamol()]).await.status, 303);
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn a_discharge_that_leads_nowhere_is_refused_in_words_and_nothing_is_lost() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let long = "x".repeat(501);
    for (disposition, note, words) in [
        ("", "repouso", "Choose where the patient goes."),
        ("moon", "repouso", "Choose where the patient goes."),
        ("oth", " ", "Write in the note where else the patient goes."),
        ("home", &long, "The note has more than 500 characters."),
    ] {
        let reply = DischargeForm::open(&doctor, 1).await.send(&doctor, disposition, note).await;
        assert_eq!(reply.is_refused_in_words().status, 422, "{words}");
        reply.has(words).has(&format!("value=\"{note}\""));
    }
    let form = DischargeForm::open(&doctor, 1).await;
    for fields in [
        vec![("key", form.key.as_str()), ("disposition", "home")],
        vec![("key", &form.key), ("admission", "1"), ("lines", "-1"), ("disposition", "home")],
        vec![("admission", "1"), ("lines", "0"), ("disposition", "home")],
    ] {
        assert_eq!(doctor.post("/patients/1/discharge", &fields).await.is_refused_in_words().status, 400);
    }
    assert_eq!(doctor.get("/patients/999999/discharge").await.is_refused_in_words().status, 404);
    assert_eq!(hospital.written(), before);
    assert_eq!(hospital.count("select count(*) from admissions where discharged_at is not null"), 0);
}

#[actix_web::test]
async fn what_was_prescribed_meanwhile_is_shown_and_not_stopped_unseen() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let form = DischargeForm::open(&doctor, 1).await;
    assert_eq!(prescribe(&doctor, 1, vec![Item::paracetamol()]).await.status, 303);
    let late = form.send(&doctor, "home", "repouso").await;
    assert_eq!(late.is_refused_in_words().status, 409);
    late.has("Something was prescribed or has moved").has("value=\"home\" checked").has("value=\"repouso\"");
    let again = DischargeForm::of(form.path, &late);
    assert_eq!(again.send(&doctor, "home", "repouso").await.status, 303);
    assert_eq!(hospital.count(OPEN_OF_THE_DISCHARGED), 0);
}

#[actix_web::test]
async fn a_stay_ends_once() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let (first, second) = (DischargeForm::open(&doctor, 1).await, DischargeForm::open(&other, 1).await);
    assert_eq!(first.send(&doctor, "home", "").await.status, 303);
    assert_eq!(first.send(&doctor, "home", "").await.status, 303, "the same form again leads to the same");
    for late in [second.send(&other, "exp", "").await, first.send(&doctor, "exp", "").await] {
        assert_eq!(late.is_refused_in_words().status, 409);
        late.has("This patient was discharged, or admitted again");
    }
    let disposition = "select string_agg(discharge_disposition, ' ') from admissions where discharged_at is not null";
    assert_eq!(hospital.text(disposition), "home");
    assert_eq!(hospital.count("select count(*) from events where verb = 'discharge'"), 1);
}

#[actix_web::test]
async fn no_line_stays_open_for_who_is_discharged_while_others_prescribe_and_transfer() {
    let hospital = Hospital::open();
    let people = futures_util::future::join_all((0..6).map(|_| hospital.doctor())).await;
    for round in 1..=trials(40) {
        let patient = i64::try_from(round).expect("few") + 1;
        hospital.run(&format!(
            "update patients set allergy_status = 'none_known' where id = {patient} and allergy_status is null"
        ));
        let mut discharge = DischargeForm::open(&people[0], patient).await;
        // As if every line had been seen, so that it is the locks that decide.
        discharge.lines = "1000".to_owned();
        let transfer = people[1].get(&format!("/patients/{patient}/transfer")).await;
        let bed = hospital.text("select max(b.id) from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)");
        let fields = [("key", hidden(&transfer.body, "key")), ("from", hidden(&transfer.body, "from")), ("bed", bed)];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let opened = people[2..].iter().map(|doctor| PrescribeForm::open(doctor, patient, vec![Item::paracetamol()]));
        let forms = futures_util::future::join_all(opened).await;
        let sends = people[2..].iter().zip(&forms).map(|(doctor, form)| form.send(doctor));
        let path = format!("/patients/{patient}/transfer");
        let (ended, moved, signed) = futures_util::future::join3(
            discharge.send(&people[0], "home", ""),
            people[1].post(&path, &fields),
            futures_util::future::join_all(sends),
        )
        .await;
        assert_eq!(ended.status, 303, "round {round}: {}", ended.body);
        assert!([303, 409].contains(&moved.status), "{}", moved.body);
        assert!(signed.iter().all(|reply| [303, 422].contains(&reply.status)));
        assert_eq!(hospital.count(OPEN_OF_THE_DISCHARGED), 0, "round {round}");
        let beds = format!("select count(*) from admissions where patient_id = {patient} and discharged_at is null");
        assert_eq!(hospital.count(&beds), 0);
        assert_eq!(hospital.disagreements(), [], "round {round}");
    }
}
