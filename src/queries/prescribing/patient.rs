//! Patient: who they are, where they are, and what is open for them.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::app::App;
use crate::domain::homonym::Homonym;
use crate::domain::item::contents::Contents;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::homonyms_of;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{discharges, dispatch_lines, measurements, patients};

#[derive(Queryable, Selectable)]
#[diesel(table_name = patients)]
struct Patient {
    id: i64,
    record_number: String,
    name: String,
    birth_date: NaiveDate,
    sex: String,
    mother_name: String,
    address: String,
    allergy_status: Option<String>,
    allergies: Vec<String>,
    admitted_at: Option<DateTime<Utc>>,
    ward_id: Option<i64>,
    ward_name_pt: Option<String>,
    ward_name_en: Option<String>,
    bed_code: Option<String>,
    provisional: bool,
    cpf: Option<String>,
    cns: Option<String>,
}

/// The latest weight in kilograms and height in centimetres, each with when it was measured (PRE-3).
#[derive(Queryable, Selectable)]
#[diesel(table_name = measurements)]
struct Measurements {
    weight_kg: Option<Decimal>,
    weighed_at: Option<DateTime<Utc>>,
    height_cm: Option<Decimal>,
    height_measured_at: Option<DateTime<Utc>>,
}

/// How the last stay ended.
#[derive(Queryable, Selectable)]
#[diesel(table_name = discharges)]
struct Discharge {
    discharged_at: DateTime<Utc>,
    disposition: Option<String>,
    note: String,
    user_name: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = dispatch_lines)]
struct Line {
    prescription_id: i64,
    medication_name_pt: String,
    medication_name_en: String,
    presentation_pt: String,
    presentation_en: String,
    high_alert: bool,
    dose_quantity: Decimal,
    dose_unit_code: String,
    route_name_pt: String,
    route_name_en: String,
    frequency_name_pt: String,
    frequency_name_en: String,
    times: Vec<NaiveTime>,
    cycle: String,
    first_dose_at: Option<DateTime<Utc>>,
    scheduled_from: DateTime<Utc>,
    contents: Contents,
    doctor_name: String,
    prescribed_at: DateTime<Utc>,
    stage: String,
}

#[derive(Template)]
#[template(path = "prescribing/patient.html")]
struct PatientPage {
    chrome: Chrome,
    patient: Patient,
    homonyms: Vec<Homonym>,
    measurements: Measurements,
    /// Only for somebody who is not admitted now.
    discharge: Option<Discharge>,
    lines: Vec<Line>,
    as_of: AsOf,
    may_prescribe: bool,
    may_discharge: bool,
    may_transfer: bool,
    may_admit: bool,
}

/// One patient.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (patient, homonyms, measurements, discharge, lines, as_of) = app
        .read(move |connection| {
            let (patient, measurements) = (patient(connection, id)?, measurements(connection, id)?);
            let discharge = if patient.ward_id.is_none() { last_discharge(connection, id)? } else { None };
            let homonyms = homonyms_of(connection, id)?;
            Ok((patient, homonyms, measurements, discharge, open_lines(connection, id)?, as_of(connection)?))
        })
        .await?;
    let role = chrome.user.as_ref().map(|user| user.role);
    let is_admitted = patient.ward_id.is_some();
    let may_prescribe = is_admitted && role == Some(Role::Doctor);
    let may_discharge = may_prescribe;
    let at_bedside = matches!(role, Some(Role::Doctor | Role::Nurse));
    let (may_transfer, may_admit) = (is_admitted && at_bedside, !is_admitted && at_bedside);
    render(&PatientPage {
        chrome,
        patient,
        homonyms,
        measurements,
        discharge,
        lines,
        as_of,
        may_prescribe,
        may_discharge,
        may_transfer,
        may_admit,
    })
}

fn patient(connection: &mut PgConnection, id: i64) -> QueryResult<Patient> {
    patients::table.find(id).select(Patient::as_select()).first(connection)
}

fn measurements(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Measurements> {
    measurements::table.find(patient_id).select(Measurements::as_select()).first(connection)
}

fn last_discharge(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<Discharge>> {
    discharges::table
        .filter(discharges::patient_id.eq(patient_id))
        .order(discharges::discharged_at.desc())
        .select(Discharge::as_select())
        .first(connection)
        .optional()
}

fn open_lines(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Vec<Line>> {
    dispatch_lines::table
        .filter(dispatch_lines::patient_id.eq(patient_id))
        .filter(dispatch_lines::closed_at.is_null())
        .order((
            dispatch_lines::prescribed_at.desc(),
            dispatch_lines::prescription_id.desc(),
            dispatch_lines::item_number,
        ))
        .select(Line::as_select())
        .load(connection)
}

impl Measurements {
    fn weight(&self) -> Option<(Decimal, DateTime<Utc>)> {
        self.weight_kg.zip(self.weighed_at)
    }

    fn height(&self) -> Option<(Decimal, DateTime<Utc>)> {
        self.height_cm.zip(self.height_measured_at)
    }
}
