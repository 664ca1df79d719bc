//! Patient: who they are, where they are, what is due to them, and what happened.

mod chart;
mod going_home;
pub mod history;
mod taken_home;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::app::App;
use crate::clock;
use crate::domain::discharge::check_send_home;
use crate::domain::homonym::Homonym;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::homonyms::homonyms_of;
use crate::queries::look_alike_names::tall_man_names;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{discharges, measurements, patients};

use chart::{Chart, listed_lines};
use going_home::{GoingHome, going_home};
use history::{Asked, History, history};
use taken_home::{TakenHome, taken_home};

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

impl Discharge {
    fn may_send_home(&self, now: DateTime<Utc>) -> bool {
        check_send_home(Some(self.discharged_at), self.disposition.as_deref(), now).is_ok()
    }
}

impl Measurements {
    fn weight(&self) -> Option<(Decimal, DateTime<Utc>)> {
        self.weight_kg.zip(self.weighed_at)
    }

    fn height(&self) -> Option<(Decimal, DateTime<Utc>)> {
        self.height_cm.zip(self.height_measured_at)
    }
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
    chart: Chart,
    history: History,
    /// Of what is being given now.
    going_home: GoingHome,
    taken_home: Vec<TakenHome>,
    as_of: AsOf,
    may_prescribe: bool,
    /// Write down what a doctor orders by voice (VAL-5).
    may_receive: bool,
    may_discharge: bool,
    /// Write what goes home: in the stay, or a day after it.
    may_send_home: bool,
    may_transfer: bool,
    may_admit: bool,
}

/// One patient, as of now.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient, [`crate::error::AppError::BadRequest`] for a day that
/// cannot be.
pub async fn page(
    app: web::Data<Arc<App>>,
    chrome: Chrome,
    id: web::Path<i64>,
    asked: Query<Asked>,
) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (now, zone) = (clock::now(), chrome.l.zone);
    let span = asked.into_inner().span(now, zone)?;
    let (known, lines, history, going_home, taken_home, as_of) = app
        .read(move |connection| {
            let tall_man = tall_man_names(connection)?;
            let known = known(connection, id)?;
            let lines = listed_lines(connection, id, &tall_man)?;
            let going_home = going_home(connection, id, now, &tall_man)?;
            let taken_home = taken_home(connection, id, &tall_man)?;
            let history = history(connection, id, span, zone, &tall_man)?;
            Ok((known, lines, history, going_home, taken_home, as_of(connection)?))
        })
        .await?;
    let Known { patient, homonyms, measurements, discharge } = known;
    let role = chrome.user.as_ref().map(|user| user.role);
    let is_admitted = patient.ward_id.is_some();
    let may_prescribe = is_admitted && role == Some(Role::Doctor);
    let may_receive = is_admitted && role == Some(Role::Nurse);
    let may_discharge = may_prescribe;
    let just_home = discharge.as_ref().is_some_and(|end| end.may_send_home(now));
    let may_send_home = may_prescribe || just_home && role == Some(Role::Doctor);
    let at_bedside = matches!(role, Some(Role::Doctor | Role::Nurse));
    let (may_transfer, may_admit) = (is_admitted && at_bedside, !is_admitted && at_bedside);
    let chart = Chart::of(lines, now, zone);
    render(&PatientPage {
        chrome,
        patient,
        homonyms,
        measurements,
        discharge,
        chart,
        history,
        going_home,
        taken_home,
        as_of,
        may_prescribe,
        may_receive,
        may_discharge,
        may_send_home,
        may_transfer,
        may_admit,
    })
}

/// Who the patient is, with what is known of them now.
struct Known {
    patient: Patient,
    homonyms: Vec<Homonym>,
    measurements: Measurements,
    discharge: Option<Discharge>,
}

fn known(connection: &mut PgConnection, id: i64) -> QueryResult<Known> {
    let patient = patient(connection, id)?;
    let discharge = if patient.ward_id.is_none() { last_discharge(connection, id)? } else { None };
    Ok(Known {
        patient,
        homonyms: homonyms_of(connection, id)?,
        measurements: measurements(connection, id)?,
        discharge,
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
