//! What the rows of the form are printed for: the ward's patients, and what is prescribed to them and not over.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::domain::stage::Stage;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::{lines_now, patients};

/// Rows are printed for doses of the next hours; whatever comes after, a new form or an empty row is for.
const AHEAD: TimeDelta = TimeDelta::hours(12);
/// Rows of one line at most.
const MOST: usize = 6;
/// Rows of what has no times: as needed, or flowing.
const WITHOUT_TIMES: usize = 2;

#[derive(Queryable, Selectable)]
#[diesel(table_name = patients)]
pub struct Patient {
    pub id: i64,
    pub name: String,
    pub birth_date: NaiveDate,
    pub record_number: String,
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
    pub bed_code: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = lines_now)]
pub struct Line {
    pub item_id: i64,
    pub item_number: i16,
    pub prescription_id: i64,
    pub patient_id: i64,
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
    pub note: String,
    pub contents: Contents,
    pub prescribed_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    pub stage: String,
}

impl Line {
    /// When doses are due in the next hours, as many as have rows; None for a row without a time.
    pub fn due(&self, now: DateTime<Utc>, zone: Tz) -> Vec<Option<DateTime<Utc>>> {
        if self.times.is_empty() {
            return vec![None; WITHOUT_TIMES];
        }
        let schedule = Schedule {
            times: self.times.clone(),
            cycle: Cycle::from_code(&self.cycle).unwrap_or(Cycle::Daily),
            first_dose_at: self.first_dose_at,
            scheduled_from: self.scheduled_from,
        };
        let doses = schedule.doses(now, now + AHEAD, zone);
        if doses.is_empty() { vec![None] } else { doses.into_iter().take(MOST).map(Some).collect() }
    }
}

/// Everybody in the ward, by bed.
///
/// # Errors
/// A database error.
pub fn patients_of_ward(connection: &mut PgConnection, ward_id: i64) -> QueryResult<Vec<Patient>> {
    patients::table
        .filter(patients::ward_id.eq(ward_id))
        .order((patients::bed_code, patients::id))
        .select(Patient::as_select())
        .load(connection)
}

/// What is open, and what the ward has received and gives until its prescription ends; the oldest first. As the patients
/// are read: whoever was transferred just now has their lines with them.
///
/// # Errors
/// A database error.
pub fn lines_of_ward(connection: &mut PgConnection, ward_id: i64, now: DateTime<Utc>) -> QueryResult<Vec<Line>> {
    let received = lines_now::stage.eq(Stage::Received.code()).and(lines_now::valid_until.gt(now));
    let mut lines: Vec<Line> = lines_now::table
        .filter(lines_now::ward_id.eq(ward_id))
        .filter(lines_now::closed_at.is_null().or(received))
        .select(Line::as_select())
        .load(connection)?;
    lines.sort_unstable_by_key(|line| (line.prescribed_at, line.prescription_id, line.item_number));
    let names = lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]);
    write_tall(connection, names)?;
    Ok(lines)
}
