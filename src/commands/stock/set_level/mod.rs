//! Set levels: how many units of a medication there are to be, at least and at most (ST-7).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use super::refusal::{Refusal, settled};
use crate::app::App;
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as};

use form::LevelForm;
use page::LevelPage;
use write::{SetLevel, write};

/// The form, with what is set now.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a medication.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, code: web::Path<String>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, code.into_inner(), None, Refusal::default()).await?)
}

/// Sets or removes the levels, or shows the form again with what is in the way.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a medication.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    code: web::Path<String>,
    form: Form<LevelForm>,
) -> AppResult<HttpResponse> {
    let code = code.into_inner();
    let content = format!("set level {code} {}", form.body);
    let form = form.into_inner();
    let submission = Submission { user_id: user.id, key: form.key.read()?, content };
    let command = SetLevel { user_id: user.id, code: code.clone(), form: form.clone() };
    let outcome = app.command(submission, move |connection| write(connection, &command)).await?;
    match settled(outcome) {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let status = refusal.status();
            render_as(status, &show(&app, chrome, code, Some(form.with_fresh_key()), refusal).await?)
        }
    }
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    code: String,
    form: Option<LevelForm>,
    refusal: Refusal,
) -> AppResult<LevelPage> {
    app.write(move |connection| Ok(LevelPage::load(connection, chrome, &code, form, refusal)?)).await
}
