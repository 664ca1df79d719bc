//! Admit: a patient whom the hospital knows comes back, into a free bed.

mod form;
mod page;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::app::{Abort, App, Outcome};
use crate::auth::user::User;
use crate::clock;
use crate::commands::submission::Submission;
use crate::commands::ward::stay::{NewStay, begin_stay, field_of};
use crate::domain::problem::Problem;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};
use crate::schema::patients;

use form::{AdmitForm, Wrong};
use page::AdmitPage;

/// The form, with the beds that are free now.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, AdmitForm::fresh(), Vec::new()).await?)
}

/// Admits the patient, or shows the form again with what is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<AdmitForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let content = format!("admit {patient_id} {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let zone = chrome.l.zone;
    let (bed_id, arrived_at) = match form.read(clock::now(), zone) {
        Ok(read) => read,
        Err(problems) => return rejected(&app, chrome, patient_id, form, problems).await,
    };
    let stay = NewStay { user_id: user.id, patient_id, bed_id, arrived_at, zone };
    let submission = Submission { user_id: user.id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            admit(connection, &stay)?;
            Ok(format!("/patients/{patient_id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(problem) => {
            rejected(&app, chrome, patient_id, form, vec![(field_of(&problem), *problem)]).await
        }
        Outcome::AlreadyDone { .. } => {
            rejected(&app, chrome, patient_id, form, vec![("bed", Problem::AlreadyAdmitted)]).await
        }
    }
}

/// `NotFound` without such a patient.
fn admit(connection: &mut PgConnection, stay: &NewStay) -> Result<(), Abort<Box<Problem>>> {
    patients::table.find(stay.patient_id).select(patients::id).first::<i64>(connection)?;
    begin_stay(connection, stay)
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: AdmitForm,
    problems: Vec<Wrong>,
) -> AppResult<HttpResponse> {
    let is_stale = problems.iter().any(|(_, problem)| *problem == Problem::AlreadyAdmitted);
    let status = if is_stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, patient_id, form.with_fresh_key(), problems).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: AdmitForm,
    problems: Vec<Wrong>,
) -> AppResult<AdmitPage> {
    app.write(move |connection| Ok(AdmitPage::load(connection, chrome, patient_id, form, problems)?)).await
}
