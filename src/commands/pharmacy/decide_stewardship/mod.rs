//! Decide on a restricted antimicrobial: stewardship approves it until a day, or refuses it and proposes what to give
//! instead (WHO-3).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::clock;
use crate::commands::submission::Submission;
use crate::domain::problem::Problem;
use crate::domain::stewardship::{DecisionField, read_decision};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::DecisionForm;
use page::DecideStewardshipPage;
use write::{DecideStewardship, write};

/// The request, with the decision to make; or what was decided already.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a request.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, DecisionForm::fresh(), None).await?)
}

/// Writes the decision, or shows the form again with everything typed and what is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<DecisionForm>,
) -> AppResult<HttpResponse> {
    let request_id = *id;
    let content = format!("decide stewardship {request_id} {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let decided = match read_decision(form.typed(), clock::now(), chrome.l.zone) {
        Ok(decided) => decided,
        Err(problem) => {
            let page = show(&app, chrome, request_id, form, Some(*problem)).await?;
            return render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let command = DecideStewardship { user_id: user.id, doctor_id: user.doctor_id, request_id, decided };
    let submission = Submission { user_id: user.id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok("/stewardship".to_owned())
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(()) | Outcome::AlreadyDone { .. } => {
            let problem = (DecisionField::Decision, Problem::AlreadyDecided);
            let page = show(&app, chrome, request_id, form.with_fresh_key(), Some(problem)).await?;
            render_as(StatusCode::CONFLICT, &page)
        }
    }
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    request_id: i64,
    form: DecisionForm,
    problem: Option<(DecisionField, Problem)>,
) -> AppResult<DecideStewardshipPage> {
    app.write(move |connection| Ok(DecideStewardshipPage::load(connection, chrome, request_id, form, problem)?)).await
}
