//! A prescription and its items, as every form of it is made from.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::error::AppResult;
use crate::read_model::tables::{lines, prescriptions};

#[derive(Queryable, Selectable)]
#[diesel(table_name = prescriptions)]
pub struct Prescription {
    pub id: i64,
    pub prescribed_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    pub doctor_id: i64,
    pub doctor_name: String,
    pub specialty_name_pt: String,
    pub specialty_name_en: String,
    pub registration: String,
    pub patient_id: i64,
    pub patient_name: String,
    pub record_number: String,
    pub birth_date: NaiveDate,
    pub address: String,
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
    pub ward_name_pt: String,
    pub ward_name_en: String,
    pub bed_code: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = lines)]
pub struct Line {
    pub item_id: i64,
    pub item_number: i16,
    pub medication_id: i64,
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub high_alert: bool,
    pub dose_quantity: Decimal,
    pub dose_unit_code: String,
    pub route_name_pt: String,
    pub route_name_en: String,
    pub frequency_name_pt: String,
    pub frequency_name_en: String,
    pub times: Vec<NaiveTime>,
    pub cycle: String,
    pub first_dose_at: Option<DateTime<Utc>>,
    pub scheduled_from: DateTime<Utc>,
    pub duration_days: i16,
    pub note: String,
    pub contents: Contents,
    pub stage: String,
    pub closed_at: Option<DateTime<Utc>>,
}

impl Line {
    pub fn duration(&self) -> i64 {
        i64::from(self.duration_days)
    }

    pub fn schedule(&self) -> Schedule {
        Schedule {
            times: self.times.clone(),
            cycle: Cycle::from_code(&self.cycle).unwrap_or(Cycle::Daily),
            first_dose_at: self.first_dose_at,
            scheduled_from: self.scheduled_from,
        }
    }
}

/// # Errors
/// [`crate::error::AppError::NotFound`] without such a prescription.
pub fn read(connection: &mut PgConnection, id: i64) -> AppResult<(Prescription, Vec<Line>)> {
    let prescription = prescriptions::table.find(id).select(Prescription::as_select()).first(connection)?;
    let lines = lines::table
        .filter(lines::prescription_id.eq(id))
        .order(lines::item_number)
        .select(Line::as_select())
        .load(connection)?;
    Ok((prescription, lines))
}
