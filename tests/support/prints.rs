//! Printing wards.

use uuid::Uuid;

use super::person::Person;

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
