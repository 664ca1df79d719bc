//! Receive stock: what a supplier delivers enters the ledger, by lot and place (ST-2).

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

use form::{ReceiveForm, Rejection};
use page::ReceivePage;
use write::write;

/// The empty form.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, ReceiveForm::fresh(), Rejection::default()).await?)
}

/// Receives the lot, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<ReceiveForm>,
) -> AppResult<HttpResponse> {
    let content = format!("receive stock {}", form.body);
    let form = form.into_inner();
    let submission = Submission { user_id: user.id, key: form.key.read()?, content };
    let (typed, words) = (form.clone(), chrome.l);
    let outcome = app.command(submission, move |connection| write(connection, user.id, &typed, &words)).await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => {
            render_as(StatusCode::UNPROCESSABLE_ENTITY, &show(&app, chrome, form, *rejection).await?)
        }
        Outcome::AlreadyDone { .. } => {
            let form = form.with_fresh_key();
            render_as(StatusCode::CONFLICT, &show(&app, chrome, form, Rejection::already_received()).await?)
        }
    }
}

async fn show(app: &Arc<App>, chrome: Chrome, form: ReceiveForm, rejection: Rejection) -> AppResult<ReceivePage> {
    app.write(move |connection| Ok(ReceivePage::load(connection, chrome, form, rejection)?)).await
}
