//! Printing wards.

use uuid::Uuid;

use super::hospital::Hospital;
use super::person::{Person, Reply};

pub async fn check(person: &Person, number: i64) -> Reply {
    person.get(&format!("/prints/{number}")).await
}

pub async fn sheet(person: &Person, number: i64) -> Reply {
    let reply = person.get(&format!("/prints/{number}/sheet")).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply
}

/// Where a patient lies.
pub fn ward_of(hospital: &Hospital, patient: i64) -> i64 {
    hospital.count(&format!(
        "select b.ward_id from admissions a join beds b on b.id = a.bed_id where a.patient_id = {patient} and a.discharged_at is null"
    ))
}

/// Stops an item, `1:submitted` as its page says it.
pub async fn suspend(doctor: &Person, prescription: i64, item: &str) -> Reply {
    let key = Uuid::now_v7().to_string();
    let fields = [("key", key.as_str()), ("item", item), ("reason", "rash")];
    doctor.post(&format!("/prescriptions/{prescription}/suspension"), &fields).await
}

/// Prints a ward as usual, or otherwise where `more` says so; the print's number.
pub async fn print_ward(person: &Person, ward: i64, more: &[(&str, &str)]) -> i64 {
    let key = Uuid::now_v7().to_string();
    let mut fields = vec![("key", key.as_str())];
    fields.extend(more);
    for usual in [("arrangement", "bed"), ("span", "day")] {
        if !more.iter().any(|(name, _)| *name == usual.0) {
            fields.push(usual);
        }
    }
    let reply = person.post(&format!("/wards/{ward}/prints"), &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location.split('/').nth(2).and_then(|number| number.parse().ok()).expect("a number")
}
