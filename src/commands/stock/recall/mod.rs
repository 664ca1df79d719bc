//! Recall: all that there is of a medication's lot leaves every shelf at once, whatever its expiry (ST-5).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use super::refusal::settled;
use crate::app::App;
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::{Form, Query};
use crate::page::keyed::Keyed;
use crate::page::{render, render_as};

use form::RecallForm;
use page::RecallPage;
use write::{Recall, write};

/// The form; a lot's page fills in medication and lot.
///
/// # Errors
/// None but the template's.
pub async fn page(chrome: Chrome, filled_in: Query<RecallForm>) -> AppResult<HttpResponse> {
    render(&RecallPage::new(chrome, filled_in.into_inner().with_fresh_key()))
}

/// Recalls the lot, or shows the form again with what is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<RecallForm>,
) -> AppResult<HttpResponse> {
    let content = format!("recall {}", form.body);
    let form = form.into_inner();
    let submission = Submission { user_id: user.id, key: form.key.read()?, content };
    let command = Recall { user_id: user.id, form: form.clone(), words: chrome.l };
    let outcome = app.command(submission, move |connection| write(connection, &command)).await?;
    match settled(outcome) {
        Ok(response) => Ok(response),
        Err(refusal) => {
            render_as(refusal.status(), &RecallPage { refusal, ..RecallPage::new(chrome, form.with_fresh_key()) })
        }
    }
}
