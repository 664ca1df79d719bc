//! A patient's latest weight and height, as commands know them: what a dose per kilogram rests on (PRE-3).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::schema::measurements;

/// The latest weight in kilograms, and when it was measured.
///
/// # Errors
/// A database error.
pub fn latest_weight(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<(Decimal, DateTime<Utc>)>> {
    measurements::table
        .filter(measurements::patient_id.eq(patient_id))
        .filter(measurements::weight_kg.is_not_null())
        .order((measurements::measured_at.desc(), measurements::id.desc()))
        .select((measurements::weight_kg.assume_not_null(), measurements::measured_at))
        .first(connection)
        .optional()
}

/// The latest height in centimetres, and when it was measured.
///
/// # Errors
/// A database error.
pub fn latest_height(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<(Decimal, DateTime<Utc>)>> {
    measurements::table
        .filter(measurements::patient_id.eq(patient_id))
        .filter(measurements::height_cm.is_not_null())
        .order((measurements::measured_at.desc(), measurements::id.desc()))
        .select((measurements::height_cm.assume_not_null(), measurements::measured_at))
        .first(connection)
        .optional()
}
