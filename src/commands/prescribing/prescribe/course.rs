//! The course of an antimicrobial in this stay: what it began with, and which day of it this is (ITEM-9).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::item::therapy::Therapy;
use crate::domain::medication::Medication;
use crate::language::Words;
use crate::schema::{medications, prescription_items, prescriptions};

/// The therapy that this prescription begins or continues; None of what is no antimicrobial.
pub fn therapy(
    connection: &mut PgConnection,
    admission_id: i64,
    medication: &Medication,
    now: DateTime<Utc>,
    words: &Words,
) -> QueryResult<Option<Therapy>> {
    if !medication.antimicrobial {
        return Ok(None);
    }
    let day = |at: DateTime<Utc>| at.with_timezone(&words.zone).date_naive();
    let earlier = earlier_prescriptions(connection, admission_id, medication)?;
    let earlier: Vec<(DateTime<Utc>, NaiveDate)> = earlier.into_iter().map(|at| (at, day(at))).collect();
    Ok(Some(Therapy::begun(&earlier, now, day(now))))
}

/// The same substance in any presentation, whoever prescribed it; what the pharmacy refused was never given.
fn earlier_prescriptions(
    connection: &mut PgConnection,
    admission_id: i64,
    medication: &Medication,
) -> QueryResult<Vec<DateTime<Utc>>> {
    let of_stay = prescription_items::table
        .inner_join(prescriptions::table)
        .inner_join(medications::table)
        .filter(prescriptions::admission_id.eq(admission_id))
        .filter(prescription_items::stage.ne("refused"))
        .select(prescriptions::prescribed_at);
    if medication.atc_code.is_empty() {
        return of_stay.filter(medications::id.eq(medication.id)).load(connection);
    }
    of_stay.filter(medications::atc_code.eq(&medication.atc_code)).load(connection)
}
