//! Lose: units are broken, lost or discarded, with a reason and before a second pharmacist (CTL-8).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use super::refusal::{Refusal, settled};
use crate::app::App;
use crate::auth::user::User;
use crate::auth::witness::witness;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as};

use form::LoseForm;
use page::LosePage;
use write::{Lose, write};

/// # Errors
/// [`crate::error::AppError::NotFound`] without such a lot.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, LoseForm::fresh(), Refusal::default()).await?)
}

/// Writes the loss off, or shows the form again with all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a lot.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<LoseForm>,
) -> AppResult<HttpResponse> {
    let (lot_id, form) = (*id, form.into_inner());
    let key = form.key.read()?;
    let witness = witness(&app, user.id, &form.second_user, &form.second_password).await?;
    let submission = Submission { user_id: user.id, key, content: format!("lose stock {lot_id} {form:?}") };
    let command = Lose { user_id: user.id, lot_id, form: form.clone(), witness };
    let outcome = app.command(submission, move |connection| write(connection, &command)).await?;
    match settled(outcome) {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let status = refusal.status();
            render_as(status, &show(&app, chrome, lot_id, form.with_fresh_key(), refusal).await?)
        }
    }
}

async fn show(app: &Arc<App>, chrome: Chrome, lot_id: i64, form: LoseForm, refusal: Refusal) -> AppResult<LosePage> {
    app.write(move |connection| Ok(LosePage::load(connection, chrome, lot_id, form, refusal)?)).await
}
