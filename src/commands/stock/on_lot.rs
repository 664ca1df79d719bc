//! What one form does to one lot: it is shown, sent, and shown again with all that is in the way.

use std::fmt::Debug;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde::de::DeserializeOwned;

use super::refusal::{Refusal, settled};
use crate::app::{Abort, App};
use crate::auth::user::User;
use crate::auth::witness::{Secret, Witness, witness};
use crate::commands::submission::Submission;
use crate::domain::problem::Problem;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as};

/// A form about a lot, and what it does.
pub trait LotForm: Keyed + Clone + Debug + DeserializeOwned + Send + 'static {
    type Page: Template + Send + 'static;
    /// What is done, as it is kept with the form's key.
    const TASK: &'static str;
    const SHOW: Show<Self>;
    const WRITE: Write<Self>;

    /// Name and password of the second pharmacist; empty where nobody is asked for.
    fn second(&self) -> (&str, Secret) {
        ("", Secret::default())
    }
}

/// Reads the form's page, or says that there is no such lot.
pub type Show<F> = fn(&mut PgConnection, Chrome, i64, F, Refusal) -> QueryResult<<F as LotForm>::Page>;

/// Does it and says where to go on, or all that is in the way.
pub type Write<F> = fn(&mut PgConnection, &OnLot<F>) -> Result<String, Abort<Refusal>>;

/// Who does it to which lot, and what was typed.
#[derive(Clone)]
pub struct OnLot<F> {
    pub user_id: i64,
    pub lot_id: i64,
    pub form: F,
    pub witness: Result<Witness, Problem>,
}

/// # Errors
/// [`crate::error::AppError::NotFound`] without such a lot.
pub async fn page<F: LotForm>(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, F::fresh(), Refusal::default()).await?)
}

/// Does it, or shows the form again with all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a lot.
pub async fn submit<F: LotForm>(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<F>,
) -> AppResult<HttpResponse> {
    let (lot_id, mut form) = (*id, form.into_inner());
    let key = form.key_mut().read()?;
    let (name, password) = form.second();
    let witness = witness(&app, user.id, name, &password).await?;
    let submission = Submission { user_id: user.id, key, content: format!("{} {lot_id} {form:?}", F::TASK) };
    let command = OnLot { user_id: user.id, lot_id, form: form.clone(), witness };
    let outcome = app.command(submission, move |connection| (F::WRITE)(connection, &command)).await?;
    match settled(outcome) {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let status = refusal.status();
            render_as(status, &show(&app, chrome, lot_id, form.with_fresh_key(), refusal).await?)
        }
    }
}

async fn show<F: LotForm>(
    app: &Arc<App>,
    chrome: Chrome,
    lot_id: i64,
    form: F,
    refusal: Refusal,
) -> AppResult<F::Page> {
    app.write(move |connection| Ok((F::SHOW)(connection, chrome, lot_id, form, refusal)?)).await
}
