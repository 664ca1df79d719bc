//! Enter from paper: somebody types in what was done while the server was down, row by row, each by its code.

mod correction;
mod earlier;
mod form;
mod page;
mod performer;
mod rejection;
mod row;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::clock;
use crate::commands::submission::Submission;
use crate::domain::paper::row_code::RowCode;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::{Form, Query};
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

pub use correction::{page as correction_page, submit as submit_correction};
use form::PaperForm;
use page::{EnterFromPaperPage, Opened, ScanPage, open};
use rejection::{Conflict, Rejection};
use write::{EnterFromPaper, write};

/// A scanned or typed code, as in the URL.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    code: String,
}

/// The form of a row, with whose it is; or what is wrong with its code; or what was typed of it already.
///
/// # Errors
/// A database error.
pub async fn page(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    asked: Query<Asked>,
) -> AppResult<HttpResponse> {
    let typed = asked.into_inner().code;
    let code = match RowCode::parse(&typed, clock::now()) {
        Ok(code) => code,
        Err(problem) => {
            return render_as(StatusCode::UNPROCESSABLE_ENTITY, &ScanPage::refused(chrome, typed, problem));
        }
    };
    match app.write(move |connection| Ok(open(connection, chrome, user.id, code)?)).await? {
        Opened::Form(page) => render(&*page),
        Opened::Taken(page) => render_as(StatusCode::CONFLICT, &*page),
        Opened::OfNothing(page) => render_as(StatusCode::UNPROCESSABLE_ENTITY, &*page),
    }
}

/// Keeps the row, or shows the form again with everything typed and all that is in the way or doubtful.
///
/// # Errors
/// [`AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<PaperForm>,
) -> AppResult<HttpResponse> {
    keep(&app, user, chrome, form, None).await
}

/// As [`submit`]; in place of an earlier entry, where there is one.
async fn keep(
    app: &Arc<App>,
    user: User,
    chrome: Chrome,
    form: Form<PaperForm>,
    corrects: Option<i64>,
) -> AppResult<HttpResponse> {
    let content = format!("enter from paper {corrects:?} {}", form.body);
    let (form, now) = (form.into_inner(), clock::now());
    let key = form.key.read()?;
    let code = RowCode::parse(&form.code, now).map_err(|_| AppError::BadRequest("the row's code is missing"))?;
    let command = EnterFromPaper { user_id: user.id, code, form: form.clone(), corrects, now, zone: chrome.l.zone };
    let submission = Submission { user_id: user.id, key, content };
    let outcome = app
        .command(submission, move |connection| Ok(format!("/back-entry?saved={}", write(connection, &command)?)))
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(app, chrome, code, form, rejection, corrects).await,
        Outcome::AlreadyDone { .. } => {
            rejected(app, chrome, code, form, Rejection::of_conflict(Conflict::AlreadySaved), corrects).await
        }
    }
}

async fn rejected(
    app: &Arc<App>,
    chrome: Chrome,
    code: RowCode,
    form: PaperForm,
    rejection: Rejection,
    corrects: Option<i64>,
) -> AppResult<HttpResponse> {
    let status = if rejection.conflict.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = form.with_fresh_key();
    let page = app
        .write(move |connection| Ok(EnterFromPaperPage::load(connection, chrome, code, form, rejection, corrects)?))
        .await?;
    render_as(status, &page)
}
