//! Appends a measurement, once whoever took it stands by what is doubtful.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

use crate::app::Abort;
use crate::commands::measurements::{latest_height, latest_weight};
use crate::domain::measurement::{Measurement, MeasurementField, Reader, check_birth, confirmation, doubts};
use crate::schema::{events, measurements, patients};

use super::rejection::Rejection;

/// Who measured what of whom.
#[derive(Clone)]
pub struct RecordMeasurement {
    pub user_id: i64,
    pub patient_id: i64,
    pub measurement: Measurement,
    pub reader: Reader,
    /// The doubtful values that were confirmed; empty where none were.
    pub confirmed: String,
}

type Latest = Option<(Decimal, DateTime<Utc>)>;

/// # Errors
/// A rejection for a moment before birth, or for doubts that were not confirmed (PRE-4).
pub fn write(connection: &mut PgConnection, command: &RecordMeasurement) -> Result<(), Abort<Rejection>> {
    let measurement = &command.measurement;
    // Held until the commit, so that the last weight is the last one.
    let birth_date =
        patients::table.find(command.patient_id).select(patients::birth_date).for_no_key_update().first(connection)?;
    if let Err(problem) = check_birth(measurement.measured_at, birth_date, command.reader.zone) {
        return Err(Abort::Rejected(Rejection::of_fields(vec![(MeasurementField::Measured, problem)])));
    }
    let weight = latest_weight(connection, command.patient_id)?;
    let height = latest_height(connection, command.patient_id)?;
    let last_kg = weight.map(|(kg, _)| kg);
    let doubts = doubts(measurement, last_kg, command.reader.mark);
    let confirmation = confirmation(measurement, last_kg);
    if !doubts.is_empty() && command.confirmed != confirmation {
        return Err(Abort::Rejected(Rejection::of_doubts(doubts, confirmation)));
    }
    insert(connection, command)?;
    append_event(connection, command, (weight, height), !doubts.is_empty())?;
    Ok(())
}

fn insert(connection: &mut PgConnection, command: &RecordMeasurement) -> QueryResult<usize> {
    diesel::insert_into(measurements::table)
        .values((
            measurements::patient_id.eq(command.patient_id),
            measurements::weight_kg.eq(command.measurement.weight_kg),
            measurements::height_cm.eq(command.measurement.height_cm),
            measurements::measured_at.eq(command.measurement.measured_at),
            measurements::recorded_by.eq(command.user_id),
        ))
        .execute(connection)
}

fn append_event(
    connection: &mut PgConnection,
    command: &RecordMeasurement,
    (weight, height): (Latest, Latest),
    confirmed: bool,
) -> QueryResult<usize> {
    let measurement = &command.measurement;
    let latest = |latest: Latest| latest.map(|(value, at)| json!({ "value": value.to_string(), "measured_at": at }));
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("record_measurements"),
            events::patient_id.eq(command.patient_id),
            events::before.eq(json!({ "weight_kg": latest(weight), "height_cm": latest(height) })),
            events::after.eq(json!({
                "weight_kg": measurement.weight_kg.map(|kg| kg.to_string()),
                "height_cm": measurement.height_cm.map(|cm| cm.to_string()),
                "measured_at": measurement.measured_at,
                "doubts_confirmed": confirmed,
            })),
        ))
        .execute(connection)
}
