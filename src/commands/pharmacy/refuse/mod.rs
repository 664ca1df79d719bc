//! Refuse: the pharmacy will not supply a line, and says why (PH-3).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::{RefuseForm, Rejection};
use page::RefusePage;
use write::{Refuse, write};

/// The line, and an empty reason.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a line.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, line: web::Path<(i64, i16)>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *line, RefuseForm::fresh(), Rejection::default()).await?)
}

/// Refuses it, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    line: web::Path<(i64, i16)>,
    form: Form<RefuseForm>,
) -> AppResult<HttpResponse> {
    let line = *line;
    let content = format!("refuse {} {} {}", line.0, line.1, form.body);
    let form = form.into_inner();
    let (key, seen) = (form.key.read()?, form.seen()?);
    let (category, reason) = match form.check() {
        Ok(refused) => refused,
        Err(rejection) => return rejected(&app, chrome, line, form, rejection).await,
    };
    let command = Refuse { user_id: user.id, line, seen, category, reason };
    let submission = Submission { user_id: user.id, key, content };
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
    form: RefuseForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = if rejection.is_conflict() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = if rejection.is_conflict() { form.with_fresh_key() } else { form };
    render_as(status, &show(app, chrome, line, form, rejection).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    line: (i64, i16),
    form: RefuseForm,
    rejection: Rejection,
) -> AppResult<RefusePage> {
    app.write(move |connection| Ok(RefusePage::load(connection, chrome, line, form, rejection)?)).await
}
