//! Print: a ward's sheet gets its number, and with it the refresh that it stands on.

mod form;
mod write;

use std::convert::Infallible;
use std::sync::Arc;

use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::see_other;

use form::PrintForm;
use write::{Print, write};

/// Numbers a print and leads to its sheet.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a ward or print,
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<PrintForm>,
) -> AppResult<HttpResponse> {
    let (layout, base_number) = (form.layout()?, form.base()?);
    let command = Print { user_id: user.id, ward_id: *id, base_number, layout, language: chrome.l.language };
    let content = format!("print {} {}", command.ward_id, form.body);
    let submission = Submission { user_id: user.id, key: form.key.read()?, content };
    let outcome: Outcome<Infallible> = app
        .command(submission, move |connection| Ok(format!("/prints/{}/sheet", write(connection, &command)?)))
        .await?;
    match outcome {
        Outcome::Done { location } | Outcome::AlreadyDone { location } => Ok(see_other(&location)),
        Outcome::Rejected(never) => match never {},
    }
}
