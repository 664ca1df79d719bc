//! Who comes while the server is down is admitted afterwards with the time of arrival, and what was done since is typed in.

use chrono::{DateTime, TimeDelta, Utc};

use crate::support::form::hidden;
use crate::support::hospital::Hospital;
use crate::support::paper::{TypedRow, ZONE, empty_rows, enter, kept, print_form};
use crate::support::person::{Person, Reply};

/// As a browser sends a moment of the hospital's clock.
fn typed(at: DateTime<Utc>) -> String {
    at.with_timezone(&ZONE).format("%Y-%m-%dT%H:%M").to_string()
}

fn free_bed(hospital: &Hospital) -> String {
    hospital.text("select max(b.id) from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)")
}

async fn admit(person: &Person, patient: i64, bed: &str, arrived: &str) -> Reply {
    let path = format!("/patients/{patient}/admission");
    let key = hidden(&person.get(&path).await.body, "key");
    person.post(&path, &[("key", &key), ("bed", bed), ("arrived", arrived)]).await
}

async fn register(person: &Person, bed: &str, arrived: &str, birth: &str) -> Reply {
    let key = hidden(&person.get("/patients/new").await.body, "key");
    let fields = [
        ("key", key.as_str()),
        ("name", "Josefa da Conceição"),
        ("birth", birth),
        ("sex", "female"),
        ("mother", "Antônia da Conceição"),
        ("address", "Rua do Sol, 5"),
        ("bed", bed),
        ("arrived", arrived),
    ];
    person.post("/patients", &fields).await
}

/// A row of the new form, done before the patient was admitted in the system and after they came.
async fn row_since_arrival_is_kept(hospital: &Hospital, nurse: &Person, patient: i64) {
    let rows = empty_rows(&print_form(hospital, nurse, patient).await, patient);
    let early = enter(nurse, &rows[0], &TypedRow::given(100).of_no_line("dipyrone 1 g IV")).await;
    assert_eq!(early.is_refused_in_words().status, 422);
    early.has("The patient was admitted only at");
    for (row, minutes) in rows.iter().zip([85, 40, 2]) {
        kept(&enter(nurse, row, &TypedRow::given(minutes).of_no_line("dipyrone 1 g IV")).await);
    }
    assert_eq!(nurse.get(&format!("/patients/{patient}")).await.body.matches("on paper:").count(), 3);
}

#[actix_web::test]
async fn a_known_patient_who_came_in_the_downtime_is_admitted_as_of_then_and_the_rows_are_typed_in() {
    let hospital = Hospital::open();
    hospital.run("update admissions set discharged_at = now() - interval '3 hours' where patient_id = 1");
    let nurse = hospital.nurse().await;
    let arrived = typed(Utc::now() - TimeDelta::minutes(90));
    let reply = admit(&nurse, 1, &free_bed(&hospital), &arrived).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    row_since_arrival_is_kept(&hospital, &nurse, 1).await;
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn a_new_patient_who_came_in_the_downtime_is_registered_as_of_then_and_the_rows_are_typed_in() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let arrived = typed(Utc::now() - TimeDelta::minutes(90));
    let reply = register(&nurse, &free_bed(&hospital), &arrived, "1950-02-03").await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let patient = hospital.count("select max(id) from patients");
    row_since_arrival_is_kept(&hospital, &nurse, patient).await;
}

#[actix_web::test]
async fn an_arrival_that_cannot_be_is_refused_in_words_and_nothing_typed_is_lost() {
    let hospital = Hospital::open();
    hospital.run("update admissions set discharged_at = now() - interval '1 hour' where patient_id = 1");
    let (nurse, bed) = (hospital.nurse().await, free_bed(&hospital));
    let before = hospital.written();
    for (arrived, words) in [
        ("soon".to_owned(), "Enter the day and the time of the arrival, or leave it empty for now."),
        (typed(Utc::now() + TimeDelta::minutes(5)), "This arrival is yet to come."),
        (typed(Utc::now() - TimeDelta::days(8)), "This arrival is more than 7 days ago. Check the day."),
        (typed(Utc::now() - TimeDelta::minutes(90)), "The patient was discharged only at"),
    ] {
        let refused = admit(&nurse, 1, &bed, &arrived).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{arrived}");
        refused.has(words).has("href=\"#arrived\"").has(&format!("value=\"{arrived}\""));
        refused.has(&format!("<option value=\"{bed}\" selected"));
    }
    let both = admit(&nurse, 1, "", "soon").await;
    both.has("Choose the bed.").has("Enter the day and the time of the arrival");
    let today = Utc::now().with_timezone(&ZONE).format("%Y-%m-%d").to_string();
    let unborn = register(&nurse, &bed, &typed(Utc::now() - TimeDelta::days(2)), &today).await;
    assert_eq!(unborn.is_refused_in_words().status, 422);
    unborn.has("This arrival is before the patient").has("href=\"#arrived\"").has("Josefa da Conceição");
    register(&nurse, &bed, "soon", &today).await.has("Enter the day and the time of the arrival").has("value=\"soon\"");
    nurse.choose_language("pt-BR").await;
    admit(&nurse, 1, &bed, "logo").await.has("Informe o dia e a hora da chegada");
    assert_eq!(hospital.written(), before, "nothing was written");
}
