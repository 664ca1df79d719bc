//! Steps that chosen lines take together: all of them, or none.

pub mod form;
pub mod page;
pub mod refusal;
pub mod seen;
pub mod step;

use std::sync::Arc;

use actix_web::HttpResponse;
use diesel::PgConnection;

use crate::app::{Abort, App, Outcome};
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render_as, see_other};

use form::LinesForm;
use page::LinesPage;
use refusal::Refusal;
use seen::SeenLine;
use step::Task;

/// Carries out a task for all of the chosen lines, or shows them as they are by now, to choose among again. `run`
/// gets the lines in the order in which every command takes them.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn carry_out(
    app: &Arc<App>,
    user: &User,
    chrome: Chrome,
    form: Form<LinesForm>,
    task: Task,
    run: impl FnOnce(&mut PgConnection, &[SeenLine]) -> Result<String, Abort<Refusal>> + Clone + Send + 'static,
) -> AppResult<HttpResponse> {
    let content = format!("{} {}", task.verb, form.body);
    let form = form.into_inner();
    let (key, lines) = (form.key.read()?, form.lines()?);
    if lines.is_empty() {
        return refused(app, chrome, task, user.id, form, lines, Refusal::Nothing).await;
    }
    let submission = Submission { user_id: user.id, key, content };
    let chosen = lines.clone();
    let outcome = app.command(submission, move |connection| run(connection, &chosen)).await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(refusal) => refused(app, chrome, task, user.id, form, lines, refusal).await,
        Outcome::AlreadyDone { .. } => refused(app, chrome, task, user.id, form, lines, Refusal::Moved).await,
    }
}

async fn refused(
    app: &Arc<App>,
    chrome: Chrome,
    task: Task,
    user_id: i64,
    form: LinesForm,
    lines: Vec<SeenLine>,
    refusal: Refusal,
) -> AppResult<HttpResponse> {
    let status = refusal.status();
    let page = app
        .write(move |connection| Ok(LinesPage::load(connection, chrome, task, user_id, form, &lines, refusal)?))
        .await?;
    render_as(status, &page)
}
