//! Review an override: somebody other than the prescriber looks at a hard stop that was overridden (CDS-6, WHO-8).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::domain::problem::Problem;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::ReviewForm;
use page::ReviewOverridePage;
use write::{ReviewOverride, write};

/// The override, with room for a note; or who reviewed it already.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such an override.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, ReviewForm::fresh(), None).await?)
}

/// Marks it reviewed, or shows it again with what was typed and what is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<ReviewForm>,
) -> AppResult<HttpResponse> {
    let alert_id = *id;
    let content = format!("review override {alert_id} {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let note = match form.check() {
        Ok(note) => note,
        Err(problem) => {
            let page = show(&app, chrome, alert_id, form, Some(problem)).await?;
            return render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let command = ReviewOverride { user_id: user.id, doctor_id: user.doctor_id, alert_id, note };
    let submission = Submission { user_id: user.id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok("/overrides".to_owned())
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(()) | Outcome::AlreadyDone { .. } => {
            let page = show(&app, chrome, alert_id, form.with_fresh_key(), Some(Problem::AlreadyDecided)).await?;
            render_as(StatusCode::CONFLICT, &page)
        }
    }
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    alert_id: i64,
    form: ReviewForm,
    problem: Option<Problem>,
) -> AppResult<ReviewOverridePage> {
    app.write(move |connection| Ok(ReviewOverridePage::load(connection, chrome, alert_id, form, problem)?)).await
}
