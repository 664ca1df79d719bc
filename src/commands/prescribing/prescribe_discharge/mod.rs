//! Prescribe a discharge: a doctor writes what a patient takes home, each item on the paper that its norm asks for.

mod check;
mod facts;
mod form;
mod page;
mod rejection;
mod start;
mod stay;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use diesel::Connection;

use crate::app::{Abort, App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::submission::Submission;
use crate::domain::named::Named;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use check::check;
use form::{Action, DischargeForm};
use page::DischargePrescriptionPage;
use rejection::Rejection;
use start::start;
use write::write;

/// The form, with what the patient is being given.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, _: Doctor, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let (patient_id, words) = (*id, chrome.l);
    let start = app.write(move |connection| Ok(start(connection, patient_id, &words)?)).await?;
    let form = DischargeForm::of(&start.rows);
    render(&show(&app, chrome, patient_id, form, Rejection::default(), start.left_out).await?)
}

/// Signs, or shows the form again with everything typed and all that is in the way.
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
    let content = format!("prescribe discharge {patient_id} {}", form.body);
    let form = form.into_inner();
    form.check_shape()?;
    match form.action()? {
        Action::Sign => {}
        Action::Check => return look(&app, doctor, chrome, patient_id, form).await,
        Action::AddRow => return edited(&app, chrome, patient_id, form.with_row()).await,
        Action::RemoveRow(place) => return edited(&app, chrome, patient_id, form.without_row(place)).await,
    }
    let submission = Submission { user_id: doctor.user_id, key: form.key.read()?, content };
    let (words, typed) = (chrome.l, form.clone());
    let outcome = app
        .command(submission, move |connection| {
            let home = check(connection, &doctor, patient_id, &typed, &words)?;
            let id = write(connection, &doctor, &home, &words)?;
            Ok(format!("/discharge-prescriptions/{id}"))
        })
        .await?;
    let (status, form, rejection) = match outcome {
        Outcome::Done { location } => return Ok(see_other(&location)),
        Outcome::Rejected(rejection) if rejection.is_stale() => (StatusCode::CONFLICT, form, *rejection),
        Outcome::Rejected(rejection) => (StatusCode::UNPROCESSABLE_ENTITY, form, *rejection),
        Outcome::AlreadyDone { location } => {
            (StatusCode::CONFLICT, form.with_fresh_key(), Rejection::already_signed(location))
        }
    };
    render_as(status, &show(&app, chrome, patient_id, form, rejection, Vec::new()).await?)
}

/// Runs every check and writes nothing.
async fn look(
    app: &Arc<App>,
    doctor: Doctor,
    chrome: Chrome,
    patient_id: i64,
    form: DischargeForm,
) -> AppResult<HttpResponse> {
    let (words, typed) = (chrome.l, form.clone());
    let found = app
        .write(move |connection| {
            let checked = connection.transaction(|connection| check(connection, &doctor, patient_id, &typed, &words));
            match checked {
                Ok(home) => Ok(Rejection::checked(home.alerts)),
                Err(Abort::Rejected(rejection)) => Ok(*rejection),
                Err(Abort::Failed(error)) => Err(error.into()),
            }
        })
        .await?;
    let status = if found.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, patient_id, form, found, Vec::new()).await?)
}

async fn edited(app: &Arc<App>, chrome: Chrome, patient_id: i64, form: DischargeForm) -> AppResult<HttpResponse> {
    render(&show(app, chrome, patient_id, form, Rejection::default(), Vec::new()).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: DischargeForm,
    rejection: Rejection,
    left_out: Vec<Named>,
) -> AppResult<DischargePrescriptionPage> {
    app.write(move |connection| {
        Ok(DischargePrescriptionPage::load(connection, chrome, patient_id, form, rejection, left_out)?)
    })
    .await
}
