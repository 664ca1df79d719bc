//! Record measurements: what is written, what is doubted, what is refused, and what others then see.

use crate::support::form::hidden;
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// A form that was opened for a patient.
struct MeasurementForm {
    path: String,
    key: String,
}

impl MeasurementForm {
    async fn open(person: &Person, patient: i64) -> Self {
        let path = format!("/patients/{patient}/measurements");
        let page = person.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        MeasurementForm { path, key: hidden(&page.body, "key") }
    }

    async fn send(&self, person: &Person, fields: &[(&str, &str)]) -> Reply {
        let mut all = vec![("key", self.key.as_str())];
        all.extend(fields);
        person.post(&self.path, &all).await
    }
}

async fn record(person: &Person, patient: i64, weight: &str, height: &str) -> Reply {
    MeasurementForm::open(person, patient).await.send(person, &[("weight", weight), ("height", height)]).await
}

/// A hospital in which Maria Oliveira was never weighed.
fn unweighed() -> Hospital {
    let hospital = Hospital::open();
    hospital.run("delete from measurements where patient_id = 1");
    hospital
}

#[actix_web::test]
async fn pre_3_a_recorded_weight_shows_with_when_it_was_measured() {
    let hospital = unweighed();
    let (nurse, doctor) = (hospital.nurse().await, hospital.doctor().await);
    nurse.get("/patients/1").await.has("not on record");
    assert_eq!(record(&nurse, 1, "62.5", "165").await.status, 303);
    for page in ["/patients/1", "/patients/1/prescriptions/new", "/patients/1/measurements"] {
        doctor.get(page).await.has("62.5 kg (").has("165 cm (");
    }
    let (weight, event) = (
        hospital.text("select weight_kg || ' ' || height_cm || ' ' || recorded_by from measurements where patient_id = 1 order by id desc limit 1"),
        hospital.text("select after ->> 'weight_kg' || ' ' || (after ->> 'doubts_confirmed') from events where verb = 'record_measurements' order by id desc limit 1"),
    );
    let nurse_id = hospital.count("select id from users where username = 'rita.enfermagem'");
    assert_eq!(weight, format!("62.500 165.0 {nurse_id}"));
    assert_eq!(event, "62.5 false");
}

#[actix_web::test]
async fn the_latest_measured_is_shown_whatever_was_typed_last_and_a_height_alone_keeps_the_weight() {
    let hospital = unweighed();
    let nurse = hospital.nurse().await;
    let write = async |fields: &[(&str, &str)]| {
        let reply = MeasurementForm::open(&nurse, 1).await.send(&nurse, fields).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
    };
    write(&[("weight", "63"), ("measured", "2024-05-06T10:00")]).await;
    write(&[("weight", "60"), ("measured", "2024-05-05T10:00")]).await;
    write(&[("height", "164"), ("measured", "2024-05-07T10:00")]).await;
    let page = nurse.get("/patients/1").await;
    page.has("63 kg (6 May 2024 10:00)").has("164 cm (7 May 2024 10:00)");
    assert_eq!(hospital.count("select count(*) from measurements where patient_id = 1"), 3, "nothing is overwritten");
}

#[actix_web::test]
async fn pre_4_a_doubtful_value_is_written_only_when_somebody_confirms_just_that() {
    let hospital = unweighed();
    let nurse = hospital.nurse().await;
    assert_eq!(record(&nurse, 1, "62.5", "").await.status, 303);
    for (weight, height, words) in [
        ("0.29", "", "0.29 kg is outside of what is expected (0.3 to 350 kg)."),
        ("350.1", "", "350.1 kg is outside of what is expected"),
        ("75.1", "", "75.1 kg is a change of more than 20 % since the last weight on record (62.5 kg)."),
        ("49.9", "", "49.9 kg is a change of more than 20 %"),
        ("", "19", "19 cm is outside of what is expected (20 to 250 cm)."),
        ("", "251", "251 cm is outside of what is expected"),
    ] {
        let before = hospital.written();
        let form = MeasurementForm::open(&nurse, 1).await;
        let doubted = form.send(&nurse, &[("weight", weight), ("height", height)]).await;
        assert_eq!(doubted.is_refused_in_words().status, 422, "{weight} {height}");
        doubted.has(words).has(&format!("name=\"weight\" value=\"{weight}\"")).has("Not saved yet. Check and confirm:");
        assert_eq!(hospital.written(), before);
    }
    let doubted = record(&nurse, 1, "75.1", "").await;
    let (key, confirm) = (hidden(&doubted.body, "key"), checkbox(&doubted.body));
    let form = MeasurementForm { key, path: "/patients/1/measurements".to_owned() };
    let other = form.send(&nurse, &[("weight", "751"), ("confirm", &confirm)]).await;
    assert_eq!(other.status, 422, "what was confirmed was another value");
    let form = MeasurementForm { key: hidden(&other.body, "key"), ..form };
    let written = form.send(&nurse, &[("weight", "75.1"), ("confirm", &confirm)]).await;
    assert_eq!(written.status, 303, "{}", written.body);
    let event =
        "select after ->> 'doubts_confirmed' from events where verb = 'record_measurements' order by id desc limit 1";
    assert_eq!(hospital.text(event), "true");
}

/// What the box to be ticked stands for.
fn checkbox(page: &str) -> String {
    let (_, box_onwards) = page.split_once("name=\"confirm\" type=\"checkbox\" value=\"").expect("a box to tick");
    box_onwards.split('"').next().expect("a value").to_owned()
}

#[actix_web::test]
async fn pre_4_values_at_the_edge_of_the_usual_are_not_doubted() {
    let hospital = unweighed();
    let nurse = hospital.nurse().await;
    for (weight, height) in [("0.3", "20"), ("0.36", "250"), ("0.288", "")] {
        let reply = record(&nurse, 1, weight, height).await;
        assert_eq!(reply.status, if weight == "0.288" { 422 } else { 303 }, "{weight}: {}", reply.body);
    }
    hospital.run("delete from measurements where patient_id = 1");
    assert_eq!(record(&nurse, 1, "350", "").await.status, 303);
    assert_eq!(record(&nurse, 1, "280", "").await.status, 303, "a fifth less is not more than a fifth");
}

#[actix_web::test]
async fn grams_behind_the_mark_are_read_as_they_are_since_nobody_weighs_tons() {
    let hospital = unweighed();
    let nurse = hospital.nurse().await;
    for (locale, typed, kg) in [
        ("en", "71.255", "71.255"),
        ("pt-BR", "71,256", "71.256"),
        ("pt-BR", "71,500", "71.500"),
        ("en", "71.257", "71.257"),
        ("pt-BR", "71,258", "71.258"),
    ] {
        nurse.choose_language(locale).await;
        let reply = record(&nurse, 1, typed, "").await;
        assert_eq!(reply.status, 303, "{typed}: {}", reply.body);
        let last = "select weight_kg::text from measurements where patient_id = 1 order by id desc limit 1";
        assert!(hospital.text(last).starts_with(kg), "{typed}: {}", hospital.text(last));
    }
    for (locale, typed) in [("en", "71,255"), ("pt-BR", "71.255")] {
        nurse.choose_language(locale).await;
        assert_eq!(record(&nurse, 1, typed, "").await.status, 422, "{typed}");
    }
}

#[actix_web::test]
async fn what_cannot_be_read_or_cannot_be_is_refused_in_words_and_nothing_is_lost() {
    let hospital = unweighed();
    let pharmacist = hospital.pharmacist().await;
    let before = hospital.written();
    for (weight, height, measured, words) in [
        ("", "", "", "Enter the weight, the height, or both."),
        ("heavy", "", "", "Enter figures only, such as 72.5."),
        ("72,5", "", "", "Enter figures only, such as 72.5."),
        (".5", "", "", "Write 0.5: without the zero, the point is easily missed."),
        ("3,250", "", "", "This can be read in two ways. Write 3250 or 3.25."),
        ("0", "", "", "It must be more than zero."),
        ("1000", "", "", "Nobody has a thousand or more."),
        ("3.2505", "", "", "Use 3 decimal places at most."),
        ("", "165.25", "", "Use one decimal place at most."),
        ("70", "", "yesterday", "Enter the date and time of the measurement."),
        ("70", "", "2999-01-01T10:00", "A measurement cannot be in the future."),
        ("70", "", "1985-07-09T10:00", "A measurement cannot be before the birth."),
    ] {
        let form = MeasurementForm::open(&pharmacist, 1).await;
        let fields = [("weight", weight), ("height", height), ("measured", measured)];
        let reply = form.send(&pharmacist, &fields).await;
        assert_eq!(reply.is_refused_in_words().status, 422, "{words}");
        reply.has(words);
        for value in [weight, height, measured] {
            reply.has(&format!("value=\"{value}\""));
        }
    }
    assert_eq!(pharmacist.post("/patients/1/measurements", &[("weight", "70")]).await.status, 400);
    assert_eq!(pharmacist.get("/patients/999999/measurements").await.is_refused_in_words().status, 404);
    let form = MeasurementForm::open(&pharmacist, 1).await;
    let nobody = [("key", form.key.as_str()), ("weight", "70")];
    assert_eq!(pharmacist.post("/patients/999999/measurements", &nobody).await.status, 404);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn the_decimal_comma_is_read_in_portuguese() {
    let hospital = unweighed();
    let nurse = hospital.nurse().await;
    assert_eq!(nurse.post("/locale", &[("locale", "pt-BR")]).await.status, 303);
    assert_eq!(record(&nurse, 1, "62,5", "165,5").await.status, 303);
    nurse.get("/patients/1").await.has("62,5 kg (").has("165,5 cm (");
}

#[actix_web::test]
async fn the_same_measurement_sent_many_times_at_once_is_one_row_and_with_other_content_a_conflict() {
    let hospital = unweighed();
    let nurse = hospital.nurse().await;
    for round in 1..=trials(20) {
        let form = MeasurementForm::open(&nurse, 1).await;
        let sends = (0..10).map(|_| form.send(&nurse, &[("weight", "62")]));
        for reply in futures_util::future::join_all(sends).await {
            assert_eq!((reply.status, reply.location.as_str()), (303, "/patients/1"), "{}", reply.body);
        }
        let rows = hospital.count("select count(*) from measurements where patient_id = 1");
        assert_eq!(rows, i64::try_from(round).expect("few"));
        let changed = form.send(&nurse, &[("weight", "63")]).await;
        assert_eq!(changed.is_refused_in_words().status, 409);
        changed.has("This form had been saved already").has("value=\"63\"");
    }
}

#[actix_web::test]
async fn pre_4_of_racing_weights_each_is_compared_with_the_one_before() {
    let hospital = unweighed();
    let people = futures_util::future::join_all((0..6).map(|_| hospital.nurse())).await;
    for round in 1..=trials(20) {
        hospital.run("delete from measurements where patient_id = 1");
        let forms = futures_util::future::join_all(people.iter().map(|nurse| MeasurementForm::open(nurse, 1))).await;
        let sends = people.iter().zip(&forms).enumerate().map(|(number, (nurse, form))| async move {
            form.send(nurse, &[("weight", if number % 2 == 0 { "50" } else { "80" })]).await.status
        });
        let statuses = futures_util::future::join_all(sends).await;
        assert!(statuses.iter().all(|status| [303, 422].contains(status)), "round {round}: {statuses:?}");
        let kinds = hospital.count("select count(distinct weight_kg) from measurements where patient_id = 1");
        assert_eq!(kinds, 1, "round {round}: {statuses:?}");
    }
}

#[actix_web::test]
async fn measurements_in_the_demo_are_plausible_for_the_age() {
    let hospital = Hospital::open();
    assert!(hospital.count("select count(distinct patient_id) from measurements") >= 160);
    let odd = "select count(*) from measurements m join patients p on p.id = m.patient_id \
        where m.measured_at > now() or m.weight_kg not between 1 and 110 or m.height_cm not between 40 and 200 \
        or (p.birth_date > now() - interval '60 days') <> (m.weight_kg < 5) \
        or (p.birth_date > now() - interval '13 years') <> (m.weight_kg < 48)";
    assert_eq!(hospital.count(odd), 0);
}
