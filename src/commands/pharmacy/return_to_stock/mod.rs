//! Return: what was separated or supplied comes back, to its shelf or to be discarded (PH-9).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::auth::witness::witness;
use crate::commands::submission::Submission;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::ReturnForm;
use page::ReturnPage;
use write::{Rejection, TASK, write};

/// The form, with what the item has by now.
///
/// # Errors
/// [`AppError::NotFound`] without such an item.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, line: web::Path<(i64, i16)>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *line, ReturnForm::fresh(), None).await?)
}

/// Takes it back, or shows the form again with what is in the way.
///
/// # Errors
/// [`AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    line: web::Path<(i64, i16)>,
    form: Form<ReturnForm>,
) -> AppResult<HttpResponse> {
    let line = *line;
    let form = form.into_inner();
    let (key, seen) = (form.key.read()?, form.line()?);
    form.check_rows()?;
    if (seen.prescription_id, seen.number) != line {
        return Err(AppError::BadRequest("no such line"));
    }
    // A hash of the content is kept with the key: the password is left out of it.
    let content = format!("return {seen} {:?} {} {} {}", form.typed_rows(), form.intact, form.reason, form.second_user);
    let second = match form.second_user.trim() {
        "" => None,
        name => match witness(&app, user.id, name, &form.second_password).await? {
            Ok(witness) => Some(witness),
            Err(problem) => return rejected(&app, chrome, line, form, Rejection::Witness(Box::new(problem))).await,
        },
    };
    let submission = Submission { user_id: user.id, key, content };
    let typed = form.clone();
    let outcome = app
        .command(submission, move |connection| {
            write(connection, user.id, &typed, seen, second)?;
            Ok(TASK.list.0.to_owned())
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(&app, chrome, line, form, rejection).await,
        Outcome::AlreadyDone { .. } => rejected(&app, chrome, line, form, Rejection::Moved).await,
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    line: (i64, i16),
    form: ReturnForm,
    rejection: Rejection,
) -> AppResult<HttpResponse> {
    let status = match rejection {
        Rejection::Moved => StatusCode::CONFLICT,
        Rejection::Invalid(_) | Rejection::Witness(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    render_as(status, &show(app, chrome, line, form, Some(rejection)).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    line: (i64, i16),
    form: ReturnForm,
    rejection: Option<Rejection>,
) -> AppResult<ReturnPage> {
    app.write(move |connection| Ok(ReturnPage::load(connection, chrome, line, form, rejection)?)).await
}
