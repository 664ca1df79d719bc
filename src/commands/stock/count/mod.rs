//! Count: somebody counts a place without seeing what is expected there; what differs needs a reason and a second
//! pharmacist (ST-6).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::refusal::{Refusal, settled};
use crate::app::App;
use crate::auth::user::User;
use crate::auth::witness::witness;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::{Form, Query};
use crate::page::keyed::Keyed;
use crate::page::{render, render_as};

use form::{CountForm, Entry};
use page::CountPage;
use write::{Count, write};

/// What is counted: a place, and one medication there where one is named.
#[derive(Deserialize)]
pub struct Counted {
    place: i64,
    #[serde(default)]
    medication: String,
}

/// # Errors
/// [`crate::error::AppError::NotFound`] without such a place.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, counted: Query<Counted>) -> AppResult<HttpResponse> {
    let Counted { place, medication } = counted.into_inner();
    let page = app.write(move |connection| Ok(CountPage::begin(connection, chrome, place, &medication)?)).await?;
    render(&page)
}

/// Keeps the count, or shows the form again: with what is missing, how many lots differ, or what moved meanwhile.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<CountForm>,
) -> AppResult<HttpResponse> {
    let form = form.into_inner();
    let (key, place_id, entries) = (form.key.read()?, form.place_id()?, form.entries()?);
    let witness = witness(&app, user.id, &form.second_user, &form.second_password).await?;
    let submission = Submission { user_id: user.id, key, content: format!("count stock {form:?}") };
    let reason = form.reason.clone();
    let command = Count { user_id: user.id, place_id, entries: entries.clone(), reason, witness };
    let outcome = app.command(submission, move |connection| write(connection, &command)).await?;
    match settled(outcome) {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let status = refusal.status();
            render_as(status, &show(&app, chrome, place_id, form.with_fresh_key(), entries, refusal).await?)
        }
    }
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    place_id: i64,
    form: CountForm,
    entries: Vec<Entry>,
    refusal: Refusal,
) -> AppResult<CountPage> {
    app.write(move |connection| Ok(CountPage::again(connection, chrome, place_id, form, entries, refusal)?)).await
}
