//! The beginning of a stay, the same for a patient whom the hospital knows and for a new one.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::dsl::max;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde_json::json;

use crate::app::Abort;
use crate::clock;
use crate::domain::arrival::check_arrival;
use crate::domain::problem::Problem;
use crate::schema::{admissions, beds, events, patients};

/// Who puts whom into which bed.
#[derive(Clone, Copy)]
pub struct NewStay {
    pub user_id: i64,
    pub patient_id: i64,
    pub bed_id: i64,
    /// None for now.
    pub arrived_at: Option<DateTime<Utc>>,
    pub zone: Tz,
}

/// The field of a form on which a problem of [`begin_stay`] hangs.
pub fn field_of(problem: &Problem) -> &'static str {
    if matches!(problem, Problem::Arrival(_)) { "arrived" } else { "bed" }
}

/// Puts a patient into a bed. That two patients never share one, and that nobody lies in two, is decided by unique
/// indexes, whoever else tries at the same time.
///
/// # Errors
/// A rejection when the bed is unknown or taken, the patient is admitted already, or cannot have arrived then.
pub fn begin_stay(connection: &mut PgConnection, stay: &NewStay) -> Result<(), Abort<Box<Problem>>> {
    let NewStay { user_id, patient_id, bed_id, arrived_at, zone } = *stay;
    if let Some(at) = arrived_at {
        check(connection, patient_id, at, zone)?;
    }
    let bed: Option<String> = beds::table.find(bed_id).select(beds::code).first(connection).optional()?;
    let bed = bed.ok_or(Abort::Rejected(Problem::BedUnknown.into()))?;
    let now = clock::now();
    let inserted = diesel::insert_into(admissions::table)
        .values((
            admissions::patient_id.eq(patient_id),
            admissions::bed_id.eq(bed_id),
            admissions::admitted_at.eq(arrived_at.unwrap_or(now)),
            admissions::written_at.eq(arrived_at.map(|_| now)),
        ))
        .returning(admissions::id)
        .get_result(connection);
    let admission_id: i64 = inserted.map_err(|error| refused(error, bed))?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(user_id),
            events::verb.eq("admit"),
            events::patient_id.eq(patient_id),
            events::after.eq(json!({ "admission": admission_id, "bed": bed_id, "arrived_at": arrived_at })),
        ))
        .execute(connection)?;
    Ok(())
}

fn check(
    connection: &mut PgConnection,
    patient_id: i64,
    at: DateTime<Utc>,
    zone: Tz,
) -> Result<(), Abort<Box<Problem>>> {
    let birth_date = patients::table.find(patient_id).select(patients::birth_date).first(connection)?;
    let last_discharge = admissions::table
        .filter(admissions::patient_id.eq(patient_id))
        .select(max(admissions::discharged_at))
        .first(connection)?;
    check_arrival(at, birth_date, last_discharge, zone).map_err(|problem| Abort::Rejected(problem.into()))
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
