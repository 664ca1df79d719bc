//! Admit: who comes back into which bed, what is refused, and what others then see.

use crate::support::form::{Item, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// A form that was opened for a patient.
struct AdmitForm {
    path: String,
    key: String,
}

impl AdmitForm {
    async fn open(person: &Person, patient: i64) -> Self {
        let path = format!("/patients/{patient}/admission");
        let page = person.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        AdmitForm { path, key: hidden(&page.body, "key") }
    }

    async fn send(&self, person: &Person, bed: &str) -> Reply {
        person.post(&self.path, &[("key", &self.key), ("bed", bed)]).await
    }
}

/// A hospital from which the first patients have gone home.
fn gone_home(patients: i64) -> Hospital {
    let hospital = Hospital::open();
    hospital.run(&format!("update admissions set discharged_at = now() where patient_id <= {patients}"));
    hospital
}

fn free_bed(hospital: &Hospital) -> String {
    hospital.text("select max(b.id) from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)")
}

#[actix_web::test]
async fn a_known_patient_comes_back_into_a_free_bed_and_can_be_prescribed_for() {
    let hospital = gone_home(1);
    let (nurse, doctor) = (hospital.nurse().await, hospital.doctor().await);
    nurse.get("/patients/1").await.has("not admitted").has("/patients/1/admission\"");
    let bed = free_bed(&hospital);
    let code = hospital.text(&format!("select code from beds where id = {bed}"));
    let reply = AdmitForm::open(&nurse, 1).await.send(&nurse, &bed).await;
    assert_eq!((reply.status, reply.location.as_str()), (303, "/patients/1"), "{}", reply.body);
    nurse.get("/patients/1").await.has(&code).has_not("/patients/1/admission\"");
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has(&code);
    assert_eq!(hospital.text("select after ->> 'bed' from events where verb = 'admit'"), bed);
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn a_bed_that_is_missing_unknown_or_taken_is_refused_in_words_and_writes_nothing() {
    let hospital = gone_home(1);
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let taken = hospital.text("select bed_id from admissions where patient_id = 2");
    for (bed, words) in [
        ("", "Choose the bed."),
        ("x", "This bed is not on the list."),
        ("999999", "This bed is not on the list."),
        (taken.as_str(), "is taken. Choose another one."),
    ] {
        let reply = AdmitForm::open(&doctor, 1).await.send(&doctor, bed).await;
        assert_eq!(reply.is_refused_in_words().status, 422, "{bed}");
        reply.has(words);
    }
    assert_eq!(doctor.post("/patients/1/admission", &[("bed", "1")]).await.is_refused_in_words().status, 400);
    assert_eq!(doctor.get("/patients/999999/admission").await.is_refused_in_words().status, 404);
    let key = AdmitForm::open(&doctor, 1).await.key;
    let nobody = doctor.post("/patients/999999/admission", &[("key", &key), ("bed", &free_bed(&hospital))]).await;
    assert_eq!(nobody.is_refused_in_words().status, 404);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn who_was_admitted_meanwhile_is_shown_where_they_lie() {
    let hospital = gone_home(1);
    let (nurse, doctor) = (hospital.nurse().await, hospital.doctor().await);
    let (first, second) = (AdmitForm::open(&nurse, 1).await, AdmitForm::open(&doctor, 1).await);
    let bed = free_bed(&hospital);
    assert_eq!(first.send(&nurse, &bed).await.status, 303);
    assert_eq!(first.send(&nurse, &bed).await.status, 303, "the same form again leads to the same");
    let late = second.send(&doctor, &free_bed(&hospital)).await;
    assert_eq!(late.is_refused_in_words().status, 409);
    let code = hospital.text(&format!("select code from beds where id = {bed}"));
    late.has("This patient is admitted already:").has(&code);
    let other = first.send(&nurse, &free_bed(&hospital)).await;
    assert_eq!(other.is_refused_in_words().status, 409);
    assert_eq!(hospital.count("select count(*) from events where verb = 'admit'"), 1);
}

#[actix_web::test]
async fn racing_admissions_never_put_two_patients_into_one_bed_or_one_patient_into_two() {
    let hospital = gone_home(8);
    let people = futures_util::future::join_all((0..8).map(|_| hospital.nurse())).await;
    for round in 1..=trials(40) {
        let bed = free_bed(&hospital);
        let other = hospital.text(&format!("select max(b.id) from beds b where b.id <> {bed} and not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)"));
        // Four patients want one bed, and four nurses put a fifth patient into another.
        let patients: Vec<i64> = (1..=8).map(|number: i64| number.min(5)).collect();
        let opened = people.iter().zip(&patients).map(|(person, patient)| AdmitForm::open(person, *patient));
        let forms = futures_util::future::join_all(opened).await;
        let sends = people.iter().zip(&forms).enumerate().map(|(number, (person, form))| {
            let bed = if number < 4 { &bed } else { &other };
            form.send(person, bed)
        });
        let replies = futures_util::future::join_all(sends).await;
        let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        for half in statuses.chunks(4) {
            assert_eq!(half.iter().filter(|status| **status == 303).count(), 1, "round {round}: {statuses:?}");
        }
        assert!(statuses.iter().all(|status| [303, 409, 422].contains(status)), "{statuses:?}");
        hospital.run(
            "update admissions set discharged_at = clock_timestamp() where patient_id <= 8 and discharged_at is null",
        );
    }
}
