//! Cancel a discharge prescription: it keeps what it says, and each sheet says that it is cancelled.

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::{AlreadyCancelled, CancelForm, Rejection, read_reason};
use page::CancelDischargePage;
use write::write;

/// The form.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a prescription.
pub async fn page(app: web::Data<Arc<App>>, _: Doctor, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, CancelForm::fresh(), None).await?)
}

/// Cancels the prescription, or shows the form again with what is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<CancelForm>,
) -> AppResult<HttpResponse> {
    let id = *id;
    let content = format!("cancel discharge {id} {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let reason = match read_reason(&form.reason) {
        Ok(reason) => reason,
        Err(problem) => return rejected(&app, chrome, id, form, Rejection::Reason(problem)).await,
    };
    let submission = Submission { user_id: doctor.user_id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &doctor, id, &reason)?;
            Ok(format!("/discharge-prescriptions/{id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(&app, chrome, id, form, *rejection).await,
        Outcome::AlreadyDone { .. } => rejected(&app, chrome, id, form, Rejection::Already(AlreadyCancelled)).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    id: i64,
    form: CancelForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = match rejection {
        Rejection::Reason(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Rejection::Already(_) => StatusCode::CONFLICT,
    };
    render_as(status, &show(app, chrome, id, form.with_fresh_key(), Some(rejection)).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    id: i64,
    form: CancelForm,
    rejection: Option<Rejection>,
) -> AppResult<CancelDischargePage> {
    app.write(move |connection| Ok(CancelDischargePage::load(connection, chrome, id, form, rejection)?)).await
}
