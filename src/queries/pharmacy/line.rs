//! A line as the pharmacy's lists show it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::item::contents::Contents;
use crate::domain::stage::{Move, Stage};
use crate::domain::waiting::Waiting;
use crate::read_model::tables::dispatch_lines;

#[derive(Queryable, Selectable)]
#[diesel(table_name = dispatch_lines)]
pub struct Line {
    pub prescription_id: i64,
    pub item_number: i16,
    pub item_id: i64,
    pub ward_id: i64,
    pub ward_name_pt: String,
    pub ward_name_en: String,
    pub bed_code: String,
    pub patient_id: i64,
    pub record_number: String,
    pub patient_name: String,
    pub birth_date: NaiveDate,
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
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
    pub stat: bool,
    pub times: Vec<NaiveTime>,
    pub cycle: String,
    pub first_dose_at: Option<DateTime<Utc>>,
    pub scheduled_from: DateTime<Utc>,
    pub note: String,
    pub contents: Contents,
    pub doctor_name: String,
    pub registration: String,
    pub prescribed_at: DateTime<Utc>,
    pub stage: String,
    pub stage_since: DateTime<Utc>,
}

impl Line {
    /// Whether the prescriber can be asked about it where it stands.
    pub fn may_be_queried(&self) -> bool {
        Stage::from_code(&self.stage).is_some_and(|stage| stage.after(Move::Query).is_some())
    }

    pub fn may_be_refused(&self) -> bool {
        Stage::from_code(&self.stage).is_some_and(|stage| stage.after(Move::Refuse).is_some())
    }

    pub fn waiting(&self, now: &DateTime<Utc>) -> Waiting {
        Waiting::between(self.stage_since, *now)
    }

    /// What a form says of it: the line, and the stage it was seen in.
    pub fn seen(&self) -> String {
        format!("{}/{}:{}", self.prescription_id, self.item_number, self.stage)
    }
}
