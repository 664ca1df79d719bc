//! Verify, send, receive: somebody moves lines to their next stage, one or many at once (PH-1).

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
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render_as, see_other};

use form::LinesForm;
use page::LinesPage;
use write::{Moving, Refusal, move_lines};

/// A step that a person takes with lines, and where the work goes on.
#[derive(Clone, Copy)]
pub struct Step {
    pub verb: &'static str,
    step: Move,
    action: &'static str,
    worklist: &'static str,
}

const VERIFY: Step = Step { verb: "verify", step: Move::Verify, action: "/lines/verification", worklist: "/triage" };
const SEND: Step = Step { verb: "send", step: Move::Send, action: "/lines/dispatch", worklist: "/bags" };
const RECEIVE: Step = Step { verb: "receive", step: Move::Receive, action: "/lines/receipt", worklist: "/arrivals" };

type Answer = AppResult<HttpResponse>;

/// The pharmacist found them right (PH-3).
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn verify(app: web::Data<Arc<App>>, user: User, chrome: Chrome, form: Form<LinesForm>) -> Answer {
    submit(&app, &VERIFY, user, chrome, form).await
}

/// The bags left for the ward.
///
/// # Errors
/// As [`verify`].
pub async fn send(app: web::Data<Arc<App>>, user: User, chrome: Chrome, form: Form<LinesForm>) -> Answer {
    submit(&app, &SEND, user, chrome, form).await
}

/// The ward has them.
///
/// # Errors
/// As [`verify`].
pub async fn receive(app: web::Data<Arc<App>>, user: User, chrome: Chrome, form: Form<LinesForm>) -> Answer {
    submit(&app, &RECEIVE, user, chrome, form).await
}

async fn submit(app: &Arc<App>, step: &'static Step, user: User, chrome: Chrome, form: Form<LinesForm>) -> Answer {
    let content = format!("{} {}", step.verb, form.body);
    let form = form.into_inner();
    let (key, lines) = (form.key()?, form.lines()?);
    if lines.is_empty() {
        return refused(app, step, chrome, &lines, Refusal::Nothing).await;
    }
    let submission = Submission { user_id: user.id, key, content };
    let moving = Moving { user_id: user.id, verb: step.verb, step: step.step, lines: lines.clone() };
    let outcome = app
        .command(submission, move |connection| {
            move_lines(connection, &moving)?;
            Ok(step.worklist.to_owned())
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(refusal) => refused(app, step, chrome, &lines, refusal).await,
        Outcome::AlreadyDone { .. } => refused(app, step, chrome, &lines, Refusal::Moved).await,
    }
}

/// The chosen lines as they are by now, to choose among again.
async fn refused(app: &Arc<App>, step: &'static Step, chrome: Chrome, lines: &[SeenLine], refusal: Refusal) -> Answer {
    let status = match refusal {
        Refusal::Nothing => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Moved | Refusal::Ended => StatusCode::CONFLICT,
    };
    let lines = lines.to_vec();
    let page = app.write(move |connection| Ok(LinesPage::load(connection, chrome, step, &lines, refusal)?)).await?;
    render_as(status, &page)
}
