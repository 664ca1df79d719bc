//! Lines that lists still show: open, or closed within 48 hours.

use chrono::{TimeDelta, Utc};
use diesel::prelude::*;

use crate::read_model::tables::touched;
use crate::schema::{prescription_items, prescriptions};

/// Lists show name, bed and allergies with each line of a patient: all of them are to be refreshed. An hour is added,
/// so that a line which is closing just now is not left as it was.
///
/// # Errors
/// A database error.
pub fn touch_lines_of_patient(connection: &mut PgConnection, patient_id: i64) -> QueryResult<()> {
    let still_listed = Utc::now() - TimeDelta::hours(49);
    let listed: Vec<i64> = prescription_items::table
        .inner_join(prescriptions::table)
        .filter(prescriptions::patient_id.eq(patient_id))
        .filter(prescription_items::closed_at.is_null().or(prescription_items::closed_at.gt(still_listed)))
        .select(prescription_items::prescription_id)
        .distinct()
        .load(connection)?;
    let rows: Vec<_> = listed.into_iter().map(|id| touched::prescription_id.eq(id)).collect();
    diesel::insert_into(touched::table).values(rows).execute(connection)?;
    Ok(())
}
