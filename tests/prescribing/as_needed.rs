//! As needed: what for, how soon again, how often at most.

use serde_json::{Value, json};

use crate::support::databases::TestDatabase;
use crate::support::form::{Item, insist, prescribe};
use crate::support::hospital::Hospital;
use diesel::connection::SimpleConnection;

fn as_needed() -> Item {
    Item::paracetamol().with("frequency", "SN").with("indication", "dor").with("interval", "6").with("most", "4")
}

#[actix_web::test]
async fn item_7_as_needed_is_shown_with_its_limits_everywhere() {
    let hospital = Hospital::open();
    let (doctor, pharmacist, nurse) = (hospital.doctor().await, hospital.pharmacist().await, hospital.nurse().await);
    let reply = prescribe(&doctor, 1, vec![as_needed()]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let english = "as needed: dor · shortest interval 6 h · at most 4 in 24 h";
    for (person, path) in [
        (&doctor, reply.location.as_str()),
        (&doctor, "/patients/1"),
        (&pharmacist, "/dispatch?q=maria+oliveira"),
        (&nurse, "/wards/5/report"),
    ] {
        person.get(path).await.has(english);
    }
    doctor.post("/locale", &[("locale", "pt-BR"), ("next", "/")]).await;
    doctor.get(&reply.location).await.has("se necessário: dor · intervalo mínimo 6 h · máximo 4 em 24 h");
    let document = doctor.get(&format!("{}.json", reply.location)).await;
    let document: Value = serde_json::from_str(&document.body).expect("JSON");
    let medication = &document["medications"][0];
    assert_eq!(medication["indication"], "dor");
    assert_eq!(medication["as_needed"], json!({"interval_hours": "6", "most_per_day": 4}));
    assert_eq!(medication["times"], json!([]));
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn item_7_as_needed_without_indication_interval_or_maximum_is_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with("frequency", "SN")]).await;
    assert_eq!(reply.status, 422);
    reply
        .has("Write the indication: what it is for.")
        .has("Enter the shortest interval between two doses")
        .has("Enter the maximum number of doses in 24 hours")
        .has("href=\"#item-0-indication\"")
        .has("id=\"item-0-most-error\"")
        .has("<details class=\"p-more\" open>");
    for indication in ["SN", "acm", "Se necessário", "as needed.", " prn "] {
        let reply = prescribe(&doctor, 1, vec![as_needed().with("indication", indication)]).await;
        assert_eq!(reply.status, 422, "{indication}");
        reply.has("does not say what for");
    }
    for (field, value, words) in [
        ("interval", "0", "must be more than zero"),
        ("interval", "0.1", "0.25 to 24 hours"),
        ("interval", "36", "0.25 to 24 hours"),
        ("interval", "often", "figures only"),
        ("most", "0", "1 to 96 doses"),
        ("most", "2.5", "1 to 96 doses"),
        ("most", "some", "1 to 96 doses"),
        ("times", "08:00", "have no times"),
        ("indication", &"x".repeat(201), "more than 200 characters"),
    ] {
        let reply = prescribe(&doctor, 1, vec![as_needed().with(field, value)]).await;
        assert_eq!(reply.status, 422, "{field} = {value:.20}");
        reply.has(words);
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn item_7_limits_that_cannot_both_be_kept_are_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (interval, most, fits) in [
        ("6", "4", true),
        ("6", "5", false),
        ("5", "5", false),
        ("5", "4", true),
        ("0.5", "48", true),
        ("0.5", "49", false),
    ] {
        let reply = insist(&doctor, 1, vec![as_needed().with("interval", interval).with("most", most)]).await;
        assert_eq!(reply.status, if fits { 303 } else { 422 }, "{most} every {interval} h: {}", reply.body);
        if !fits {
            reply.has(&format!("With a shortest interval of {interval} h, no more than"));
        }
    }
}

#[actix_web::test]
async fn item_7_limits_of_something_not_given_as_needed_are_refused_not_dropped() {
    let hospital = Hospital::open();
    let reply = prescribe(&hospital.doctor().await, 1, vec![as_needed().with("frequency", "6/6H")]).await;
    assert_eq!(reply.status, 422);
    reply.has("only for the frequency “As needed”").has("id=\"item-0-interval-error\"").has("id=\"item-0-most-error\"");
}

#[test]
fn item_7_the_database_keeps_limits_whole_and_times_where_they_belong() {
    let database = TestDatabase::with_demo();
    let item = |columns: &str, values: &str, frequency: &str, times: &str| {
        format!(
            "begin; with p as (insert into prescriptions (admission_id, patient_id, doctor_id, valid_until) \
             values (1, 1, 1, now() + interval '1 day') returning id), i as (insert into prescription_items \
             (prescription_id, number, medication_id, dose_quantity, dose_unit_code, route_code, frequency_code, duration_days{columns}) \
             select id, 1, 2, 500, 'mg', 'VO', '{frequency}', 1{values} from p returning id) \
             insert into prescription_item_times select id, unnest('{times}'::time[]) from i; commit;"
        )
    };
    let limits = ", indication, interval_hours, most_per_day";
    for (wrong, sql) in [
        ("limits without an indication", item(", interval_hours, most_per_day", ", 6, 4", "SN", "{}")),
        ("an interval alone", item(", indication, interval_hours", ", 'dor', 6", "SN", "{}")),
        ("five every six hours", item(limits, ", 'dor', 6, 5", "SN", "{}")),
        ("as needed without limits", item("", "", "SN", "{}")),
        ("as needed at a time", item(limits, ", 'dor', 6, 4", "SN", "{08:00}")),
        ("limits of a daily dose", item(limits, ", 'dor', 6, 4", "1X", "{08:00}")),
        ("a daily dose without a time", item("", "", "1X", "{}")),
    ] {
        assert!(database.connect().batch_execute(&sql).is_err(), "{wrong}");
    }
    let right = item(limits, ", 'dor', 6, 4", "SN", "{}");
    database.connect().batch_execute(&right).expect("as needed, whole");
}
