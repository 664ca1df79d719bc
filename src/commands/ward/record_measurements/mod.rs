//! Record measurements: a clinician writes down what a patient weighs and how tall they are (PRE-3, PRE-4).

mod form;
mod page;
mod rejection;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::clock;
use crate::commands::submission::Submission;
use crate::domain::measurement::{Reader, read_measurement};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::MeasurementForm;
use page::RecordMeasurementsPage;
use rejection::Rejection;
use write::{RecordMeasurement, write};

/// The form, with the latest values beside it.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let form = MeasurementForm::fresh(&chrome.l);
    render(&show(&app, chrome, *id, form, Rejection::default()).await?)
}

/// Writes what was measured, or shows the form again with everything typed and all that is in the way or doubtful.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<MeasurementForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let content = format!("record measurements {patient_id} {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let reader = Reader { mark: chrome.l.language.decimal_mark(), zone: chrome.l.zone, now: clock::now() };
    let measurement = match read_measurement(form.typed(), reader) {
        Ok(measurement) => measurement,
        Err(problems) => return rejected(&app, chrome, patient_id, form, Rejection::of_fields(problems)).await,
    };
    let confirmed = form.confirmed().to_owned();
    let command = RecordMeasurement { user_id: user.id, patient_id, measurement, reader, confirmed };
    let submission = Submission { user_id: user.id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok(format!("/patients/{patient_id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(&app, chrome, patient_id, form, rejection).await,
        Outcome::AlreadyDone { .. } => rejected(&app, chrome, patient_id, form, Rejection::already_saved()).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: MeasurementForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = if rejection.already_saved { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, patient_id, form.with_fresh_key(), rejection).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: MeasurementForm,
    rejection: Rejection,
) -> AppResult<RecordMeasurementsPage> {
    app.write(move |connection| Ok(RecordMeasurementsPage::load(connection, chrome, patient_id, form, rejection)?))
        .await
}
