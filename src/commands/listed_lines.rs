//! Lines that lists still show: open, or closed within 48 hours.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::clock;
use crate::read_model::tables::touched;
use crate::schema::{prescription_items, prescriptions};

/// An hour more than lists show, so that a line at the edge is not left as it was.
const STILL_LISTED: TimeDelta = TimeDelta::hours(49);

/// Lists show a patient's name, bed and allergies with each line: all of them are to be refreshed.
///
/// # Errors
/// A database error.
pub fn touch_lines_of_patient(connection: &mut PgConnection, patient_id: i64) -> QueryResult<()> {
    let listed = prescription_items::table
        .inner_join(prescriptions::table)
        .filter(prescriptions::patient_id.eq(patient_id))
        .filter(
            prescription_items::closed_at.is_null().or(prescription_items::closed_at.gt(clock::now() - STILL_LISTED)),
        )
        .select(prescription_items::prescription_id)
        .distinct()
        .load(connection)?;
    touch(connection, listed)
}

/// Lists show a medication's name with each line: all of them are to be refreshed.
///
/// # Errors
/// A database error.
pub fn touch_lines_of_medication(connection: &mut PgConnection, medication_id: i64) -> QueryResult<()> {
    let listed = prescription_items::table
        .filter(prescription_items::medication_id.eq(medication_id))
        .filter(
            prescription_items::closed_at.is_null().or(prescription_items::closed_at.gt(clock::now() - STILL_LISTED)),
        )
        .select(prescription_items::prescription_id)
        .distinct()
        .load(connection)?;
    touch(connection, listed)
}

fn touch(connection: &mut PgConnection, prescriptions: Vec<i64>) -> QueryResult<()> {
    let rows: Vec<_> = prescriptions.into_iter().map(|id| touched::prescription_id.eq(id)).collect();
    diesel::insert_into(touched::table).values(rows).execute(connection)?;
    Ok(())
}
