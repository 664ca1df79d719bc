//! Prescribe: a doctor orders medications for an admitted patient.

mod body;
mod check;
mod course;
mod doses;
mod facts;
mod form;
mod new_item;
mod page;
mod prescribers;
mod preview;
mod rejection;
mod safety;
mod stewardship;
mod weigh;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use diesel::Connection;

use crate::app::{Abort, App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::submission::Submission;
use crate::domain::form_key::FormKey;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render, render_as, see_other};

use check::check;
pub use doses::doses;
use form::{Action, PrescribeForm};
use page::PrescribePage;
use rejection::Rejection;
use write::write;

/// The empty form for a patient.
///
/// # Errors
/// [`AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, _: Doctor, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let form = PrescribeForm::empty(FormKey::fresh());
    let page = show(&app, chrome, *id, form, Rejection::default()).await?;
    render(&page)
}

/// Signs the prescription, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<PrescribeForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let content = format!("prescribe {patient_id} {}", form.body);
    let form = form.into_inner();
    form.check_shape()?;
    match form.action()? {
        Action::Sign => {}
        Action::Check => return look(&app, doctor, chrome, patient_id, form).await,
        Action::Edit(edit) => {
            let page = show(&app, chrome, patient_id, form.edited(edit), Rejection::default()).await?;
            return render(&page);
        }
    }
    let key = form.key().ok_or(AppError::BadRequest("the form's key is missing"))?;
    let submission = Submission { user_id: doctor.user_id, key, content };
    let (words, typed) = (chrome.l, form.clone());
    let outcome = app
        .command(submission, move |connection| {
            let prescription = check(connection, &doctor, patient_id, &typed, &words)?;
            let id = write(connection, &doctor, &prescription, &words)?;
            Ok(format!("/prescriptions/{id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => {
            let page = show(&app, chrome, patient_id, form, *rejection).await?;
            render_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Outcome::AlreadyDone { location } => {
            let page =
                show(&app, chrome, patient_id, form.with_fresh_key(), Rejection::already_signed(location)).await?;
            render_as(StatusCode::CONFLICT, &page)
        }
    }
}

/// Runs every check and writes nothing: what is in the way, and what is worth knowing.
async fn look(
    app: &Arc<App>,
    doctor: Doctor,
    chrome: Chrome,
    patient_id: i64,
    form: PrescribeForm,
) -> AppResult<HttpResponse> {
    let (words, typed) = (chrome.l, form.clone());
    let found = app
        .write(move |connection| {
            let checked = connection.transaction(|connection| check(connection, &doctor, patient_id, &typed, &words));
            match checked {
                Ok(prescription) => Ok(Rejection::checked(prescription.alerts)),
                Err(Abort::Rejected(rejection)) => Ok(*rejection),
                Err(Abort::Failed(error)) => Err(error.into()),
            }
        })
        .await?;
    let status = if found.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, patient_id, form, found).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: PrescribeForm,
    rejection: Rejection,
) -> AppResult<PrescribePage> {
    app.write(move |connection| Ok(PrescribePage::load(connection, chrome, patient_id, form, rejection)?)).await
}
