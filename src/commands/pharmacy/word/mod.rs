//! A word about a line: what a pharmacist asks its prescriber, or why it is refused. The line moves with it.

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use diesel::prelude::*;

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::commands::lines::seen::SeenLine;
use crate::commands::submission::Submission;
use crate::domain::problem::Problem;
use crate::domain::query::Category;
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::Rejection;
pub use form::WordForm;
use page::WordPage;
pub use write::Word;
use write::write;

/// What can be said about a line.
#[derive(Clone, Copy)]
pub struct Task {
    pub makes: Move,
    /// As events name it; also the end of the keys of its words.
    pub verb: &'static str,
    /// The end of its address, after the line's.
    pub path: &'static str,
    /// The field of what is said.
    pub field: &'static str,
    pub read_category: fn(&str) -> Result<Category, Problem>,
    pub read_text: fn(&str) -> Result<String, Problem>,
    /// Puts it beside the item.
    pub keep: fn(&mut PgConnection, &Word, i64) -> QueryResult<usize>,
}

/// The line, and an empty form.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a line.
pub async fn open(app: &Arc<App>, chrome: Chrome, task: Task, line: (i64, i16)) -> AppResult<HttpResponse> {
    render(&show(app, chrome, task, line, WordForm::fresh(), Rejection::default()).await?)
}

/// Says it, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn say(
    app: &Arc<App>,
    user: &User,
    chrome: Chrome,
    task: Task,
    line: (i64, i16),
    form: Form<WordForm>,
) -> AppResult<HttpResponse> {
    let content = format!("{} {} {} {}", task.verb, line.0, line.1, form.body);
    let form = form.into_inner();
    let (key, stage) = (form.key.read()?, form.seen()?);
    let (category, text) = match form.check(task) {
        Ok(said) => said,
        Err(rejection) => return rejected(app, chrome, task, line, form, rejection).await,
    };
    let seen = SeenLine { prescription_id: line.0, number: line.1, stage, mark: None };
    let word = Word { user_id: user.id, seen, category, text };
    let submission = Submission { user_id: user.id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            write(connection, task, &word)?;
            Ok(format!("/prescriptions/{}", line.0))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(app, chrome, task, line, form, rejection).await,
        Outcome::AlreadyDone { .. } => rejected(app, chrome, task, line, form, Rejection::stale()).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    task: Task,
    line: (i64, i16),
    form: WordForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = if rejection.is_conflict() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = if rejection.is_conflict() { form.with_fresh_key() } else { form };
    render_as(status, &show(app, chrome, task, line, form, rejection).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    task: Task,
    line: (i64, i16),
    form: WordForm,
    rejection: Rejection,
) -> AppResult<WordPage> {
    app.write(move |connection| Ok(WordPage::load(connection, chrome, task, line, form, rejection)?)).await
}
