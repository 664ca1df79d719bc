//! Register: somebody whom the hospital does not know yet gets a record and a bed in one step.

mod form;
mod page;
mod rejection;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::clock;
use crate::commands::free_beds::read_bed;
use crate::commands::submission::Submission;
use crate::domain::arrival::read_arrival;
use crate::domain::clock::day_of;
use crate::domain::identity::complete_identity;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::RegisterForm;
use page::RegisterPage;
use rejection::Rejection;
use write::{Register, write};

/// The form, with the beds that are free now.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, RegisterForm::fresh(), Rejection::default()).await?)
}

/// Registers and admits, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<RegisterForm>,
) -> AppResult<HttpResponse> {
    let content = format!("register {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    let (now, zone) = (clock::now(), chrome.l.zone);
    let identity = complete_identity(&form.typed(), day_of(now, zone));
    let (identity, bed_id, arrived_at) = match (identity, read_bed(form.bed()), read_arrival(&form.arrived, now, zone))
    {
        (Ok(identity), Ok(bed_id), Ok(arrived_at)) => (identity, bed_id, arrived_at),
        (identity, bed, arrived) => {
            let rejection = Rejection::of_form(identity.err().unwrap_or_default(), bed.err(), arrived.err());
            return rejected(&app, chrome, form, rejection).await;
        }
    };
    let confirmed = form.confirmed().to_owned();
    let command = Register { user_id: user.id, identity, bed_id, arrived_at, now, zone, confirmed };
    let submission = Submission { user_id: user.id, key, content };
    let outcome =
        app.command(submission, move |connection| Ok(format!("/patients/{}", write(connection, &command)?))).await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => rejected(&app, chrome, form, rejection).await,
        Outcome::AlreadyDone { location } => rejected(&app, chrome, form, Rejection::already_done(location)).await,
    }
}

async fn rejected(app: &Arc<App>, chrome: Chrome, form: RegisterForm, rejection: Rejection) -> AppResult<HttpResponse> {
    let is_done = rejection.already_done.is_some();
    let status = if is_done { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, form.with_fresh_key(), rejection).await?)
}

async fn show(app: &Arc<App>, chrome: Chrome, form: RegisterForm, rejection: Rejection) -> AppResult<RegisterPage> {
    app.write(move |connection| Ok(RegisterPage::load(connection, chrome, form, rejection)?)).await
}
