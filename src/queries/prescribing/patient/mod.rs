//! Patient: who they are, where they are, what is due to them, and what happened.

mod chart;
mod history;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::look_alike_names::tall_man_names;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::patients;

use chart::{Chart, listed_lines};
use history::{Asked, History, history};

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
}

#[derive(Template)]
#[template(path = "prescribing/patient.html")]
struct PatientPage {
    chrome: Chrome,
    patient: Patient,
    chart: Chart,
    history: History,
    as_of: AsOf,
    may_prescribe: bool,
    may_transfer: bool,
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
    let (now, zone) = (Utc::now(), chrome.l.zone);
    let span = asked.into_inner().span(now, zone)?;
    let (patient, lines, history, as_of) = app
        .read(move |connection| {
            let tall_man = tall_man_names(connection)?;
            let patient = patient(connection, id)?;
            let lines = listed_lines(connection, id, &tall_man)?;
            Ok((patient, lines, history(connection, id, span, zone, &tall_man)?, as_of(connection)?))
        })
        .await?;
    let role = chrome.user.as_ref().map(|user| user.role);
    let is_admitted = patient.ward_id.is_some();
    let may_prescribe = is_admitted && role == Some(Role::Doctor);
    let may_transfer = is_admitted && matches!(role, Some(Role::Doctor | Role::Nurse));
    let chart = Chart::of(lines, now, zone);
    render(&PatientPage { chrome, patient, chart, history, as_of, may_prescribe, may_transfer })
}

fn patient(connection: &mut PgConnection, id: i64) -> QueryResult<Patient> {
    patients::table.find(id).select(Patient::as_select()).first(connection)
}
