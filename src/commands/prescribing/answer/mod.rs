//! Answer: a doctor answers what the pharmacy asked, and the line goes back to the pharmacy.

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

use form::{AnswerForm, Rejection};
use page::AnswerPage;
use write::{Answer, write};

/// The line with its question, and an empty answer.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a line.
pub async fn page(
    app: web::Data<Arc<App>>,
    _: Doctor,
    chrome: Chrome,
    line: web::Path<(i64, i16)>,
) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *line, AnswerForm::fresh(), Rejection::default()).await?)
}

/// Answers, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    line: web::Path<(i64, i16)>,
    form: Form<AnswerForm>,
) -> AppResult<HttpResponse> {
    let line = *line;
    let content = format!("answer {} {} {}", line.0, line.1, form.body);
    let form = form.into_inner();
    let (key, query_id) = (form.key.read()?, form.query_id()?);
    let answer = match form.check() {
        Ok(answer) => answer,
        Err(rejection) => return rejected(&app, chrome, line, form, rejection).await,
    };
    let command = Answer { user_id: doctor.user_id, line, query_id, answer };
    let submission = Submission { user_id: doctor.user_id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok(format!("/prescriptions/{}", line.0))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(&app, chrome, line, form, rejection).await,
        Outcome::AlreadyDone { .. } => rejected(&app, chrome, line, form, Rejection::stale()).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    line: (i64, i16),
    form: AnswerForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = if rejection.stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = if rejection.stale { form.with_fresh_key() } else { form };
    render_as(status, &show(app, chrome, line, form, rejection).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    line: (i64, i16),
    form: AnswerForm,
    rejection: Rejection,
) -> AppResult<AnswerPage> {
    app.write(move |connection| Ok(AnswerPage::load(connection, chrome, line, form, rejection)?)).await
}
