//! Correcting what was typed in: another entry that stands in the place of the earlier one, which stays (SEC-1).

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::App;
use crate::auth::user::User;
use crate::clock;
use crate::domain::paper::row_code::RowCode;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render, render_as};

use super::earlier::Earlier;
use super::form::PaperForm;
use super::keep;
use super::page::{EnterFromPaperPage, ScanPage};
use super::rejection::Rejection;

/// The form with what the entry says; where it was corrected already, the entry that counts by now.
///
/// # Errors
/// [`AppError::NotFound`] without such an entry.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let shown = app
        .write(move |connection| {
            let earlier = Earlier::load(connection, id)?;
            let code = RowCode::parse(&earlier.row_code, clock::now());
            let code = code.map_err(|_| AppError::Internal("a row's code is unreadable"))?;
            if let Some(later) = earlier.corrected_by_id {
                return Ok(Err(ScanPage::taken(chrome, &code, Earlier::load(connection, later)?)));
            }
            let form = PaperForm::of(&earlier, &chrome.l);
            Ok(Ok(EnterFromPaperPage::load(connection, chrome, code, form, Rejection::default(), Some(id))?))
        })
        .await?;
    match shown {
        Ok(page) => render(&page),
        Err(page) => render_as(StatusCode::CONFLICT, &page),
    }
}

/// Keeps the correction, unless somebody else was first.
///
/// # Errors
/// [`AppError::NotFound`] without such an entry, [`AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<PaperForm>,
) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let row_code = app.write(move |connection| Ok(Earlier::load(connection, id)?.row_code)).await?;
    if row_code != form.code {
        return Err(AppError::BadRequest("the code is another row's"));
    }
    keep(&app, user, chrome, form, Some(id)).await
}
