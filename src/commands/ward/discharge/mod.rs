//! Discharge: a doctor ends a stay; the bed is free, and nothing stays open for the patient who has left.

mod form;
mod page;
mod rejection;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::submission::Submission;
use crate::domain::discharge::read_discharge;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::DischargeForm;
use page::DischargePage;
use rejection::Rejection;
use write::{Discharge, write};

/// The form, with what it will stop.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, _: Doctor, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, DischargeForm::fresh(), None).await?)
}

/// Discharges the patient, or shows the form again with everything typed and what is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<DischargeForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let content = format!("discharge {patient_id} {}", form.body);
    let form = form.into_inner();
    let (key, admission_id, lines) = (form.key.read()?, form.admission()?, form.lines()?);
    let (disposition, note) = match read_discharge(form.disposition(), &form.note) {
        Ok(read) => read,
        Err(problems) => return rejected(&app, chrome, patient_id, form, Rejection::Fields(problems)).await,
    };
    let reason = chrome.l.with("discharge-reason", "disposition", &chrome.l.of("disposition", disposition.code()));
    let Doctor { user_id, doctor_id } = doctor;
    let command = Discharge { user_id, doctor_id, patient_id, admission_id, lines, disposition, note, reason };
    let submission = Submission { user_id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok(format!("/patients/{patient_id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(&app, chrome, patient_id, form, rejection).await,
        Outcome::AlreadyDone { .. } => rejected(&app, chrome, patient_id, form, Rejection::OtherStay).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: DischargeForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = if rejection.is_stale() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, patient_id, form.with_fresh_key(), Some(rejection)).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: DischargeForm,
    rejection: Option<Rejection>,
) -> AppResult<DischargePage> {
    app.write(move |connection| Ok(DischargePage::load(connection, chrome, patient_id, form, rejection)?)).await
}
