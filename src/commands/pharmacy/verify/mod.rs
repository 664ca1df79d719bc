//! Verify: a pharmacist found lines right, one or many at once (PH-1, PH-3).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::commands::seen_line::SeenLine;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render_as, see_other};

use form::LinesForm;
use page::LinesPage;
use write::{Refusal, Verify, write};

/// Verifies all of the chosen lines, or shows them as they are by now, to choose among again.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<LinesForm>,
) -> AppResult<HttpResponse> {
    let content = format!("verify {}", form.body);
    let form = form.into_inner();
    let (key, lines, path) = (form.key.read()?, form.lines()?, triage_path(&form.ward));
    if lines.is_empty() {
        return refused(&app, chrome, user.id, lines, Refusal::Nothing).await;
    }
    let submission = Submission { user_id: user.id, key, content };
    let command = Verify { user_id: user.id, lines: lines.clone() };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok(path)
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(refusal) => refused(&app, chrome, user.id, lines, refusal).await,
        Outcome::AlreadyDone { .. } => refused(&app, chrome, user.id, lines, Refusal::Moved).await,
    }
}

/// The queue, of the ward alone that it was opened for.
pub fn triage_path(ward: &str) -> String {
    ward.parse::<i64>().map_or_else(|_| "/triage".to_owned(), |ward| format!("/triage?ward={ward}"))
}

async fn refused(
    app: &Arc<App>,
    chrome: Chrome,
    user_id: i64,
    lines: Vec<SeenLine>,
    refusal: Refusal,
) -> AppResult<HttpResponse> {
    let status = match refusal {
        Refusal::Nothing => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Moved | Refusal::Ended | Refusal::Claimed(_) => StatusCode::CONFLICT,
    };
    let page = app.write(move |connection| Ok(LinesPage::load(connection, chrome, user_id, &lines, refusal)?)).await?;
    render_as(status, &page)
}
