//! Record allergies: a clinician writes down what is known, which comes before any prescription (PRE-1).

mod form;
mod page;
mod rejection;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::domain::allergy::complete_record;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render, render_as, see_other};

use form::AllergyForm;
use page::RecordAllergiesPage;
use rejection::Rejection;
use write::{RecordAllergies, write};

/// The form, with what is recorded now.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, None, Rejection::default()).await?)
}

/// Writes the record, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<AllergyForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let content = format!("record allergies {patient_id} {}", form.body);
    let form = form.into_inner();
    form.check_shape()?;
    if form.asks_for_rows() {
        let page = show(&app, chrome, patient_id, Some(form.with_spare_rows()), Rejection::default()).await?;
        return render(&page);
    }
    let (key, version, rows) = (form.key.read()?, form.version()?, form.rows());
    let record = match complete_record(&form.status, &rows) {
        Ok(record) => record,
        Err(problems) => return rejected(&app, chrome, patient_id, form, Rejection::of_fields(problems)).await,
    };
    let submission = Submission { user_id: user.id, key, content };
    let command =
        RecordAllergies { user_id: user.id, patient_id, version, record, rows, reason: form.reason.trim().to_owned() };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok(format!("/patients/{patient_id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(&app, chrome, patient_id, form, rejection).await,
        Outcome::AlreadyDone { .. } => rejected(&app, chrome, patient_id, form, Rejection::stale()).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: AllergyForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = if rejection.is_stale() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, patient_id, Some(form), rejection).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: Option<AllergyForm>,
    rejection: Rejection,
) -> AppResult<RecordAllergiesPage> {
    app.write(move |connection| Ok(RecordAllergiesPage::load(connection, chrome, patient_id, form, rejection)?)).await
}
