//! Keep favourite: a doctor keeps an order of his or her own to fill in again, and looks at those kept.

mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::{App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::prescribing::order_sets::MOST_FAVOURITES;
use crate::commands::submission::Submission;
use crate::domain::problem::Problem;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::TypedKey;
use crate::page::{render, render_as, see_other};

use page::FavouritesPage;
use write::{TooMany, write};

/// Where a doctor's favourites are.
pub const FAVOURITES: &str = "/favourites";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct KeepForm {
    key: TypedKey,
    /// The signed item.
    item: String,
}

/// The doctor's own favourites.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, doctor: Doctor, chrome: Chrome) -> AppResult<HttpResponse> {
    render(&show(&app, &doctor, chrome, None).await?)
}

/// Keeps one line of a prescription of this doctor's; the same one twice is one.
///
/// # Errors
/// [`AppError::NotFound`] for what another doctor prescribed.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    form: Form<KeepForm>,
) -> AppResult<HttpResponse> {
    let content = format!("keep favourite {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let item_id: i64 = form.item.parse().map_err(|_| AppError::BadRequest("no such item"))?;
    let (submission, words, by) = (Submission { user_id: doctor.user_id, key, content }, chrome.l, doctor.clone());
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &by, item_id, &words)?;
            Ok(FAVOURITES.to_owned())
        })
        .await?;
    match outcome {
        Outcome::Done { location } | Outcome::AlreadyDone { location } => Ok(see_other(&location)),
        Outcome::Rejected(TooMany) => {
            let problem = Problem::TooManyFavourites { most: MOST_FAVOURITES };
            render_as(StatusCode::UNPROCESSABLE_ENTITY, &show(&app, &doctor, chrome, Some(problem)).await?)
        }
    }
}

async fn show(app: &Arc<App>, doctor: &Doctor, chrome: Chrome, problem: Option<Problem>) -> AppResult<FavouritesPage> {
    let doctor_id = doctor.doctor_id;
    app.write(move |connection| Ok(FavouritesPage::load(connection, chrome, doctor_id, problem)?)).await
}
