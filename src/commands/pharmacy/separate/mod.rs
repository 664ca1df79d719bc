//! Separate: units of the chosen lines go from the shelves into their patients' bags (PH-4, PH-5, PH-6, PH-7).

mod form;
pub mod item;
mod page;
mod plan;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::commands::lines::refusal::Refusal;
use crate::commands::lines::seen::SeenLine;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render_as, see_other};

use form::SeparateForm;
use page::SeparatePage;
use write::{Rejection, TASK, write};

/// Proposes lots for the chosen lines; with a proposal that was agreed to, fills the bags.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<SeparateForm>,
) -> AppResult<HttpResponse> {
    let content = format!("{} {}", TASK.verb, form.body);
    let form = form.into_inner();
    let (key, lines, zone) = (form.key.read()?, form.lines()?, chrome.l.zone);
    form.check_codes()?;
    if lines.is_empty() {
        return show(&app, chrome, form, lines, Some(Rejection::Line(Refusal::Nothing))).await;
    }
    if form.plan.is_empty() {
        return show(&app, chrome, form, lines, None).await;
    }
    let submission = Submission { user_id: user.id, key, content };
    let (typed, chosen) = (form.clone(), lines.clone());
    let outcome = app
        .command(submission, move |connection| {
            write(connection, user.id, &typed, &chosen, zone)?;
            Ok(TASK.list.0.to_owned())
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => show(&app, chrome, form, lines, Some(rejection)).await,
        Outcome::AlreadyDone { .. } => show(&app, chrome, form, lines, Some(Rejection::Line(Refusal::Moved))).await,
    }
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    form: SeparateForm,
    lines: Vec<SeenLine>,
    rejection: Option<Rejection>,
) -> AppResult<HttpResponse> {
    let status = match &rejection {
        None => StatusCode::OK,
        Some(Rejection::Invalid) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Rejection::OtherLots) => StatusCode::CONFLICT,
        Some(Rejection::Line(refusal)) => refusal.status(),
    };
    let page =
        app.write(move |connection| Ok(SeparatePage::load(connection, chrome, form, &lines, rejection)?)).await?;
    render_as(status, &page)
}
