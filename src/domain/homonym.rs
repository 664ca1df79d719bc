//! Somebody else in the house with the same or a similar name (ID-4).

use chrono::NaiveDate;

/// The other patient, by what tells the two apart (ID-2), and where they lie.
#[derive(Clone, Debug)]
pub struct Homonym {
    pub name: String,
    pub birth_date: NaiveDate,
    pub record_number: String,
    pub bed_code: String,
}
