//! Transfer: an admitted patient moves to another bed, and every open line moves along.

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::{Rejection, TransferForm};
use page::TransferPage;
use write::{Transfer, write};

/// The form, with the beds that are free now.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, TransferForm::fresh(), None).await?)
}

/// Moves the patient, or shows the form again with what is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<TransferForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let content = format!("transfer {patient_id} {}", form.body);
    let form = form.into_inner();
    let (key, from_bed) = (form.key.read()?, form.left_bed()?);
    let to_bed = match form.chosen_bed() {
        Ok(bed) => bed,
        Err(problem) => return rejected(&app, chrome, patient_id, form, Rejection::Bed(problem.into())).await,
    };
    let command = Transfer { user_id: user.id, patient_id, from_bed, to_bed };
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
        Outcome::AlreadyDone { .. } => rejected(&app, chrome, patient_id, form, Rejection::Moved).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: TransferForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = match rejection {
        Rejection::Moved => StatusCode::CONFLICT,
        Rejection::Bed(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    render_as(status, &show(app, chrome, patient_id, form.with_fresh_key(), Some(rejection)).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: TransferForm,
    rejection: Option<Rejection>,
) -> AppResult<TransferPage> {
    app.write(move |connection| Ok(TransferPage::load(connection, chrome, patient_id, form, rejection)?)).await
}
