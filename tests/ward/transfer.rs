//! Transfer: who is moved, what is refused, and what others then see.

use crate::support::form::{AGAIN, Item, PrescribeForm, hidden};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// A form that was opened for a patient.
struct TransferForm {
    path: String,
    key: String,
    from: String,
}

impl TransferForm {
    async fn open(person: &Person, patient: i64) -> Self {
        let path = format!("/patients/{patient}/transfer");
        let page = person.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        TransferForm { path, key: hidden(&page.body, "key"), from: hidden(&page.body, "from") }
    }

    async fn send(&self, person: &Person, bed: &str) -> Reply {
        person.post(&self.path, &[("key", &self.key), ("from", &self.from), ("bed", bed)]).await
    }
}

/// Ids of free beds, those of another ward than the patient's first.
fn free_beds(hospital: &Hospital, patient: i64) -> Vec<String> {
    let sql = format!(
        "select string_agg(b.id::text, ' ' order by (b.ward_id = own.ward_id), b.id) from beds b, \
         (select o.ward_id from admissions a join beds o on o.id = a.bed_id where a.patient_id = {patient} and a.discharged_at is null) own \
         where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)"
    );
    hospital.text(&sql).split(' ').map(str::to_owned).collect()
}

#[actix_web::test]
async fn a_transfer_moves_every_open_line_at_once() {
    let hospital = Hospital::open();
    let (nurse, pharmacist) = (hospital.nurse().await, hospital.pharmacist().await);
    let bed = &free_beds(&hospital, 1)[0];
    let code = hospital.text(&format!("select code from beds where id = {bed}"));
    let (old, new) = (
        hospital.count("select b.ward_id from admissions a join beds b on b.id = a.bed_id where a.patient_id = 1"),
        hospital.count(&format!("select ward_id from beds where id = {bed}")),
    );
    assert_ne!(old, new);
    let reply = TransferForm::open(&nurse, 1).await.send(&nurse, bed).await;
    assert_eq!((reply.status, reply.location.as_str()), (303, "/patients/1"), "{}", reply.body);
    nurse.get("/patients/1").await.has(&code);
    pharmacist.get("/dispatch?q=Maria Oliveira").await.has(&format!("\"p-line__place\">{code}<"));
    nurse.get(&format!("/wards/{new}/report")).await.has("Maria Oliveira");
    nurse.get(&format!("/wards/{old}/report")).await.has_not("Maria Oliveira");
    assert_eq!(hospital.disagreements(), []);
    assert_eq!(hospital.text("select after ->> 'bed' from events where verb = 'transfer'"), *bed);
}

#[actix_web::test]
async fn a_bed_that_is_missing_unknown_or_taken_is_refused_in_words_and_writes_nothing() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let taken = hospital.text("select bed_id from admissions where patient_id = 2 and discharged_at is null");
    let taken_words = format!("Bed {} is taken.", hospital.text(&format!("select code from beds where id = {taken}")));
    for (bed, words) in [
        ("", "Choose the bed."),
        ("x", "This bed is not on the list."),
        ("999999", "This bed is not on the list."),
        ("99999999999999999999", "This bed is not on the list."),
        (taken.as_str(), taken_words.as_str()),
    ] {
        let reply = TransferForm::open(&doctor, 1).await.send(&doctor, bed).await;
        assert_eq!(reply.is_refused_in_words().status, 422, "{bed}");
        reply.has(words);
    }
    let key = TransferForm::open(&doctor, 1).await.key;
    for fields in [vec![("key", key.as_str())], vec![("from", "1"), ("bed", "2")]] {
        assert_eq!(doctor.post("/patients/1/transfer", &fields).await.is_refused_in_words().status, 400);
    }
    assert_eq!(doctor.get("/patients/999999/transfer").await.is_refused_in_words().status, 404);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn who_was_moved_meanwhile_is_shown_where_they_are_and_not_moved_unseen() {
    let hospital = Hospital::open();
    let (nurse, doctor) = (hospital.nurse().await, hospital.doctor().await);
    let beds = free_beds(&hospital, 1);
    let (first, second) = (TransferForm::open(&nurse, 1).await, TransferForm::open(&doctor, 1).await);
    assert_eq!(first.send(&nurse, &beds[0]).await.status, 303);
    assert_eq!(first.send(&nurse, &beds[0]).await.status, 303, "the same form again leads to the same");
    let late = second.send(&doctor, &beds[1]).await;
    assert_eq!(late.is_refused_in_words().status, 409);
    late.has("This patient was moved or discharged after you opened the form");
    assert_eq!(hidden(&late.body, "from"), beds[0]);
    assert_eq!(hospital.count("select count(*) from events where verb = 'transfer'"), 1);
}

#[actix_web::test]
async fn a_patient_who_is_not_admitted_has_no_bed_to_leave() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    hospital.run("update admissions set discharged_at = now() where patient_id = 1");
    nurse.get("/patients/1/transfer").await.has("This patient is not admitted");
    nurse.get("/patients/1").await.has_not("/transfer\"");
}

#[actix_web::test]
async fn racing_transfers_never_put_two_patients_into_one_bed_or_leave_a_line_behind() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let people = futures_util::future::join_all((0..8).map(|_| hospital.nurse())).await;
    for round in 1..=trials(40) {
        let bed = free_beds(&hospital, 1)[0].clone();
        let patients: Vec<i64> = (1..=8).collect();
        let opened = people.iter().zip(&patients).map(|(person, patient)| TransferForm::open(person, *patient));
        let forms = futures_util::future::join_all(opened).await;
        let prescribed = PrescribeForm::open(&doctor, 1, vec![Item::simeticone()]).await.because(AGAIN, "once more");
        let sends = people.iter().zip(&forms).map(|(person, form)| form.send(person, &bed));
        let (replies, signed) =
            futures_util::future::join(futures_util::future::join_all(sends), prescribed.send(&doctor)).await;
        let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "round {round}: {statuses:?}");
        assert!(statuses.iter().all(|status| [303, 422].contains(status)), "{statuses:?}");
        assert_eq!(signed.status, 303);
        assert_eq!(hospital.disagreements(), [], "round {round}");
    }
}
