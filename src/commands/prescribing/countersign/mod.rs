//! Countersign: the doctor who gave an order by voice confirms what was written (VAL-5).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::submission::Submission;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render, render_as, see_other};

use form::{AlreadyCountersigned, CountersignForm};
use page::CountersignPage;
use write::{may_countersign, write};

/// What was written, to be confirmed.
///
/// # Errors
/// [`AppError::NotFound`] without such an order, [`AppError::Forbidden`] for any other doctor, and without an active
/// registration.
pub async fn page(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
) -> AppResult<HttpResponse> {
    check_giver(&app, &doctor, *id).await?;
    render(&show(&app, chrome, *id, false).await?)
}

/// Countersigns.
///
/// # Errors
/// As [`page`]; [`AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<CountersignForm>,
) -> AppResult<HttpResponse> {
    let prescription_id = *id;
    let content = format!("countersign {prescription_id}");
    let key = form.into_inner().key.read()?;
    check_giver(&app, &doctor, prescription_id).await?;
    let submission = Submission { user_id: doctor.user_id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &doctor, prescription_id)?;
            Ok(format!("/prescriptions/{prescription_id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(AlreadyCountersigned) | Outcome::AlreadyDone { .. } => {
            render_as(StatusCode::CONFLICT, &show(&app, chrome, prescription_id, true).await?)
        }
    }
}

/// Giver and prescriber are one and never change, so that this can be asked before the transaction.
async fn check_giver(app: &Arc<App>, doctor: &Doctor, prescription_id: i64) -> AppResult<()> {
    let doctor_id = doctor.doctor_id;
    let may = app.write(move |connection| Ok(may_countersign(connection, doctor_id, prescription_id)?)).await?;
    if may { Ok(()) } else { Err(AppError::Forbidden) }
}

async fn show(app: &Arc<App>, chrome: Chrome, prescription_id: i64, stale: bool) -> AppResult<CountersignPage> {
    app.write(move |connection| Ok(CountersignPage::load(connection, chrome, prescription_id, stale)?)).await
}
