//! Discard a draft: a supervisor says why what a resident wrote is not to be prescribed (WHO-7).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::submission::Submission;
use crate::domain::problem::Problem;
use crate::domain::suspension::read_reason;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::DiscardForm;
use page::DiscardDraftPage;
use write::{DiscardDraft, write};

/// The draft, with the reason to give; or what became of it already.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] for a draft that this doctor may not decide on.
pub async fn page(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, doctor, *id, DiscardForm::fresh(), None).await?)
}

/// Discards it, or shows the form again with what is in the way.
///
/// # Errors
/// As [`page`]; [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<DiscardForm>,
) -> AppResult<HttpResponse> {
    let draft_id = *id;
    let content = format!("discard draft {draft_id} {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let reason = match read_reason(&form.reason) {
        Ok(reason) => reason,
        Err(problem) => {
            let page = show(&app, chrome, doctor, draft_id, form, Some(problem)).await?;
            return render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let submission = Submission { user_id: doctor.user_id, key, content };
    let command = DiscardDraft { doctor: doctor.clone(), draft_id, reason };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok("/drafts".to_owned())
        })
        .await?;
    let problem = match outcome {
        Outcome::Done { location } => return Ok(see_other(&location)),
        Outcome::Rejected(problem) => *problem,
        Outcome::AlreadyDone { .. } => Problem::AlreadyDecided,
    };
    let decided = problem == Problem::AlreadyDecided;
    let status = if decided { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(&app, chrome, doctor, draft_id, form.with_fresh_key(), Some(problem)).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    doctor: Doctor,
    draft_id: i64,
    form: DiscardForm,
    problem: Option<Problem>,
) -> AppResult<DiscardDraftPage> {
    app.write(move |connection| Ok(DiscardDraftPage::load(connection, chrome, &doctor, draft_id, form, problem)?)).await
}
