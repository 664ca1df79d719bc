//! Suspend: a doctor stops items of a signed prescription, or all of it, and says why (VAL-4).

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

use form::{Rejection, SuspendForm};
use page::SuspendPage;
use write::{Suspend, write};

/// The open items, none chosen yet.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a prescription.
pub async fn page(app: web::Data<Arc<App>>, _: Doctor, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, SuspendForm::fresh(), Rejection::default()).await?)
}

/// Suspends what was chosen, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<SuspendForm>,
) -> AppResult<HttpResponse> {
    let prescription_id = *id;
    let content = format!("suspend {prescription_id} {}", form.body);
    let form = form.into_inner();
    let (key, chosen) = (form.key.read()?, form.chosen()?);
    let reason = match form.check(&chosen) {
        Ok(reason) => reason,
        Err(rejection) => return rejected(&app, chrome, prescription_id, form, rejection).await,
    };
    let command = Suspend { user_id: doctor.user_id, prescription_id, items: chosen, reason };
    let submission = Submission { user_id: doctor.user_id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok(format!("/prescriptions/{prescription_id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(&app, chrome, prescription_id, form, rejection).await,
        Outcome::AlreadyDone { .. } => rejected(&app, chrome, prescription_id, form, Rejection::stale()).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    prescription_id: i64,
    form: SuspendForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = if rejection.stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = if rejection.stale { form.with_fresh_key() } else { form };
    render_as(status, &show(app, chrome, prescription_id, form, rejection).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    prescription_id: i64,
    form: SuspendForm,
    rejection: Rejection,
) -> AppResult<SuspendPage> {
    app.write(move |connection| Ok(SuspendPage::load(connection, chrome, prescription_id, form, rejection)?)).await
}
