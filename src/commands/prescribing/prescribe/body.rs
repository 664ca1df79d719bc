//! What the patient's own body says about doses: age, and a weight that is recent enough (PRE-3).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::commands::measurements::latest_weight;
use crate::domain::item::weight::{Weight, is_minor, recent_weight};
use crate::domain::problem::Problem;
use crate::language::Words;
use crate::schema::{admissions, beds, hospital, patients, wards};

/// Age and weight, as far as doses rest on them.
pub struct Body {
    /// Dosed by weight, whatever the medication.
    pub is_minor: bool,
    /// The latest weight, or why there is none to calculate with.
    pub weight: Result<Weight, Problem>,
}

/// Reads both; `NotFound` without such a patient.
pub fn body(connection: &mut PgConnection, patient_id: i64, now: DateTime<Utc>, words: &Words) -> QueryResult<Body> {
    let born: NaiveDate = patients::table.find(patient_id).select(patients::birth_date).first(connection)?;
    let latest = latest_weight(connection, patient_id)?.map(|(kg, at)| Weight { kg: kg.normalize(), at });
    let valid_hours = valid_hours(connection, patient_id)?;
    let today = now.with_timezone(&words.zone).date_naive();
    Ok(Body { is_minor: is_minor(born, today), weight: recent_weight(latest, valid_hours, now) })
}

/// The ward's own limit, or the hospital's.
fn valid_hours(connection: &mut PgConnection, patient_id: i64) -> QueryResult<i16> {
    let of_ward: Option<Option<i16>> = admissions::table
        .inner_join(beds::table.inner_join(wards::table))
        .filter(admissions::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .select(wards::weight_valid_hours)
        .first(connection)
        .optional()?;
    match of_ward.flatten() {
        Some(hours) => Ok(hours),
        None => hospital::table.select(hospital::weight_valid_hours).first(connection),
    }
}
