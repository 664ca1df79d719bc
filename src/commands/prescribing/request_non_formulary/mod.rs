//! Request a medication outside the formulary: a doctor asks for it, for one patient's stay, and says why (WHO-4).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::submission::Submission;
use crate::domain::non_formulary::{NonFormularyField, Problems, read_request};
use crate::domain::problem::Problem;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::RequestForm;
use page::RequestPage;
use write::{RequestNonFormulary, write};

/// The empty form for a patient.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient in the house.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, RequestForm::fresh(), Vec::new()).await?)
}

/// Asks for it, or shows the form again with everything typed and what is in the way.
///
/// # Errors
/// As [`page`]; [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<RequestForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let content = format!("request non-formulary {patient_id} {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let (described, justification) = match read_request(&form.medication, &form.justification) {
        Ok(read) => read,
        Err(problems) => {
            let page = show(&app, chrome, patient_id, form, problems).await?;
            return render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let submission = Submission { user_id: doctor.user_id, key, content };
    let command = RequestNonFormulary { doctor, patient_id, described, justification };
    let outcome = app
        .command(submission, move |connection| {
            let id = write(connection, &command)?;
            Ok(format!("/non-formulary#request-{id}"))
        })
        .await?;
    let (status, form, problem) = match outcome {
        Outcome::Done { location } => return Ok(see_other(&location)),
        Outcome::Rejected(problem) if *problem == Problem::AlreadyRequested => (StatusCode::CONFLICT, form, *problem),
        Outcome::Rejected(problem) => (StatusCode::UNPROCESSABLE_ENTITY, form, *problem),
        Outcome::AlreadyDone { .. } => (StatusCode::CONFLICT, form.with_fresh_key(), Problem::AlreadyRequested),
    };
    let problems = vec![(NonFormularyField::Medication, problem)];
    render_as(status, &show(&app, chrome, patient_id, form, problems).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: RequestForm,
    problems: Problems,
) -> AppResult<RequestPage> {
    app.write(move |connection| Ok(RequestPage::load(connection, chrome, patient_id, form, problems)?)).await
}
