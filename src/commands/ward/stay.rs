//! The beginning of a stay, the same for a patient whom the hospital knows and for a new one.

use chrono::Utc;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde_json::json;

use crate::app::Abort;
use crate::domain::problem::Problem;
use crate::schema::{admissions, beds, events};

/// Puts a patient into a bed. That two patients never share one, and that nobody lies in two, is decided by unique
/// indexes, whoever else tries at the same time.
///
/// # Errors
/// A rejection when the bed is unknown or taken, or the patient is admitted already.
pub fn begin_stay(
    connection: &mut PgConnection,
    user_id: i64,
    patient_id: i64,
    bed_id: i64,
) -> Result<(), Abort<Box<Problem>>> {
    let bed: Option<String> = beds::table.find(bed_id).select(beds::code).first(connection).optional()?;
    let bed = bed.ok_or(Abort::Rejected(Problem::BedUnknown.into()))?;
    let inserted = diesel::insert_into(admissions::table)
        .values((
            admissions::patient_id.eq(patient_id),
            admissions::bed_id.eq(bed_id),
            admissions::admitted_at.eq(Utc::now()),
        ))
        .returning(admissions::id)
        .get_result(connection);
    let admission_id: i64 = inserted.map_err(|error| refused(error, bed))?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(user_id),
            events::verb.eq("admit"),
            events::patient_id.eq(patient_id),
            events::after.eq(json!({ "admission": admission_id, "bed": bed_id })),
        ))
        .execute(connection)?;
    Ok(())
}

fn refused(error: Error, bed: String) -> Abort<Box<Problem>> {
    let constraint = match &error {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, information) => information.constraint_name(),
        _ => None,
    };
    match constraint {
        Some("admissions_one_per_bed") => Abort::Rejected(Problem::BedTaken { bed }.into()),
        Some("admissions_one_per_patient") => Abort::Rejected(Problem::AlreadyAdmitted.into()),
        _ => Abort::Failed(error),
    }
}
