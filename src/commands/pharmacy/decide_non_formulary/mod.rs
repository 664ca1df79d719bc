//! Decide on a medication outside the formulary: a chief approves or refuses it, and the pharmacy acknowledges it as a row
//! that can be prescribed (WHO-4).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::{Doctor, User};
use crate::commands::submission::Submission;
use crate::domain::non_formulary::{NonFormularyField, Problems, read_decision};
use crate::domain::problem::Problem;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::DecideForm;
use page::DecidePage;
use write::{acknowledge, decide, may_decide};

/// The request, with the decision to make; or what was decided already.
///
/// # Errors
/// [`AppError::NotFound`] without such a request; [`AppError::Forbidden`] for who is no chief, and for who asked for it.
pub async fn page(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
) -> AppResult<HttpResponse> {
    check_chief(&app, doctor.doctor_id, *id).await?;
    render(&show(&app, chrome, *id, DecideForm::fresh(), Vec::new()).await?)
}

/// Writes the chief's decision, or shows the form again with what is in the way.
///
/// # Errors
/// As [`page`]; [`AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<DecideForm>,
) -> AppResult<HttpResponse> {
    let request_id = *id;
    let content = format!("decide non-formulary {request_id} {}", form.body);
    let form = form.into_inner();
    let key = form.key.read()?;
    check_chief(&app, doctor.doctor_id, request_id).await?;
    let decision = match read_decision(&form.decision, &form.reason) {
        Ok(decision) => decision,
        Err(problems) => {
            let page = show(&app, chrome, request_id, form, problems).await?;
            return render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let submission = Submission { user_id: doctor.user_id, key, content };
    let outcome = app
        .command(submission, move |connection| {
            decide(connection, &doctor, request_id, &decision)?;
            Ok(location(request_id))
        })
        .await?;
    answer(&app, chrome, request_id, form, outcome).await
}

/// The request, for the pharmacy to say as which row it can be had.
///
/// # Errors
/// [`AppError::NotFound`] without such a request.
pub async fn acknowledgement_page(
    app: web::Data<Arc<App>>,
    chrome: Chrome,
    id: web::Path<i64>,
) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, *id, DecideForm::fresh(), Vec::new()).await?)
}

/// Writes the pharmacy's word, or shows the form again with what is in the way.
///
/// # Errors
/// As [`acknowledgement_page`]; [`AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit_acknowledgement(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<DecideForm>,
) -> AppResult<HttpResponse> {
    let request_id = *id;
    let content = format!("acknowledge non-formulary {request_id} {}", form.body);
    let form = form.into_inner();
    let submission = Submission { user_id: user.id, key: form.key.read()?, content };
    let named = form.medication.clone();
    let outcome = app
        .command(submission, move |connection| {
            acknowledge(connection, user.id, request_id, &named)?;
            Ok(location(request_id))
        })
        .await?;
    answer(&app, chrome, request_id, form, outcome).await
}

fn location(request_id: i64) -> String {
    format!("/non-formulary#request-{request_id}")
}

async fn answer(
    app: &Arc<App>,
    chrome: Chrome,
    request_id: i64,
    form: DecideForm,
    outcome: Outcome<Box<(NonFormularyField, Problem)>>,
) -> AppResult<HttpResponse> {
    let decided = || (StatusCode::CONFLICT, vec![(NonFormularyField::Decision, Problem::AlreadyDecided)]);
    let (status, problems) = match outcome {
        Outcome::Done { location } => return Ok(see_other(&location)),
        Outcome::AlreadyDone { .. } => decided(),
        Outcome::Rejected(problem) if problem.1 == Problem::AlreadyDecided => decided(),
        Outcome::Rejected(problem) => (StatusCode::UNPROCESSABLE_ENTITY, vec![*problem]),
    };
    render_as(status, &show(app, chrome, request_id, form.with_fresh_key(), problems).await?)
}

async fn check_chief(app: &Arc<App>, doctor_id: i64, request_id: i64) -> AppResult<()> {
    let may = app.write(move |connection| Ok(may_decide(connection, doctor_id, request_id)?)).await?;
    if may { Ok(()) } else { Err(AppError::Forbidden) }
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    request_id: i64,
    form: DecideForm,
    problems: Problems,
) -> AppResult<DecidePage> {
    app.write(move |connection| Ok(DecidePage::load(connection, chrome, request_id, form, problems)?)).await
}
