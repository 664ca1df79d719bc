//! Verbal order: in an emergency a nurse writes down what a doctor orders by voice (VAL-5).

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use diesel::Connection;

use crate::app::{Abort, App, Outcome};
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use super::by_voice::{check_order, insert_order};
use super::form::{Action, PrescribeForm};
use super::page::verbal_order::VerbalOrderPage;
use super::rejection::Rejection;
use super::write::write;

/// The empty form for a patient.
///
/// # Errors
/// [`AppError::NotFound`] without such a patient.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, PrescribeForm::empty(), Rejection::default()).await?)
}

/// Records the order, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    receiver: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<PrescribeForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let content = format!("verbal order {patient_id} {}", form.body);
    let form = form.into_inner();
    form.check_shape()?;
    if form.follows_anything() {
        return Err(AppError::BadRequest("a verbal order renews and changes nothing"));
    }
    match form.action()? {
        Action::Sign => {}
        Action::Check => return look(&app, receiver, chrome, patient_id, form).await,
        Action::Insert(_) => return Err(AppError::BadRequest("no such button")),
        Action::Edit(edit) => {
            return render(&show(&app, chrome, patient_id, form.edited(edit), Rejection::default()).await?);
        }
    }
    let key = form.key.read()?;
    let submission = Submission { user_id: receiver.id, key, content };
    let (words, typed) = (chrome.l, form.clone());
    let outcome = app
        .command(submission, move |connection| {
            let order = check_order(connection, receiver.id, patient_id, &typed, &words)?;
            let (author, given_at) = (order.author, order.prescription.prescribed_at);
            let id = write(connection, &author, order.prescription, &words)?;
            insert_order(connection, id, &author, given_at, &order.emergency)?;
            Ok(format!("/prescriptions/{id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) => {
            let page = show(&app, chrome, patient_id, form, *rejection).await?;
            render_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Outcome::AlreadyDone { location } => {
            let rejection = Rejection::already_signed(location);
            let page = show(&app, chrome, patient_id, form.with_fresh_key(), rejection).await?;
            render_as(StatusCode::CONFLICT, &page)
        }
    }
}

/// Runs every check and writes nothing.
async fn look(
    app: &Arc<App>,
    receiver: User,
    chrome: Chrome,
    patient_id: i64,
    form: PrescribeForm,
) -> AppResult<HttpResponse> {
    let (words, typed) = (chrome.l, form.clone());
    let found = app
        .write(move |connection| {
            let checked =
                connection.transaction(|connection| check_order(connection, receiver.id, patient_id, &typed, &words));
            match checked {
                Ok(order) => Ok(Rejection::checked(order.prescription.alerts)),
                Err(Abort::Rejected(rejection)) => Ok(*rejection),
                Err(Abort::Failed(error)) => Err(error.into()),
            }
        })
        .await?;
    let status = if found.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, patient_id, form, found).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: PrescribeForm,
    rejection: Rejection,
) -> AppResult<VerbalOrderPage> {
    app.write(move |connection| Ok(VerbalOrderPage::load(connection, chrome, patient_id, form, rejection)?)).await
}
