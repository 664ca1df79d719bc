//! Prescribe: a doctor orders medications for an admitted patient.

pub(super) mod body;
mod by_voice;
pub(super) mod check;
mod course;
mod doses;
mod drafts;
pub mod facts;
pub(super) mod form;
pub(super) mod lineage;
mod new_item;
pub(super) mod page;
mod prescribers;
mod prescription;
mod preview;
mod protocol_days;
mod rejection;
pub(super) mod safety;
mod stewardship;
pub(super) mod stored;
pub mod verbal_order;
pub(super) mod weigh;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use diesel::Connection;
use serde::Deserialize;

use crate::app::{Abort, App, Outcome};
use crate::auth::user::Doctor;
use crate::clock;
use crate::commands::prescribing::order_sets::insertion;
use crate::commands::prescribing::supervision::{needs_supervisor, settle};
use crate::commands::submission::Submission;
use crate::domain::problem::Problem;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::{Form, Query};
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use check::check;
pub use doses::doses;
use form::{Action, MOST_ITEMS, PrescribeForm};
use page::PrescribePage;
use rejection::Rejection;
use stored::{changeable, renewable};
use write::write;

/// What the form starts from.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct From {
    /// All that goes on, to be renewed item by item (VAL-2).
    renew: Option<String>,
    /// A prescription to make a new version of (VAL-4).
    changes: Option<i64>,
    /// A resident's draft to go on from (WHO-7).
    draft: Option<i64>,
}

/// The form for a patient: empty, with what goes on, with what a prescription says, or with what a resident drafted.
///
/// # Errors
/// [`AppError::NotFound`](crate::error::AppError::NotFound) without such a patient, and for what is of another one.
pub async fn page(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    from: Query<From>,
) -> AppResult<HttpResponse> {
    let (patient_id, from, words) = (*id, from.into_inner(), chrome.l);
    let form = app
        .write(move |connection| {
            if let Some(draft) = from.draft {
                return Ok(drafts::opened(connection, &doctor, patient_id, draft, &words)?);
            }
            let rows = match (from.changes, from.renew) {
                (Some(prescription_id), _) => {
                    facts::check_patient_of(connection, prescription_id, patient_id)?;
                    changeable(connection, prescription_id, &words)?
                }
                (None, Some(_)) => match facts::admission(connection, patient_id)? {
                    Some(admission_id) => renewable(connection, admission_id, clock::now(), &words)?,
                    None => Vec::new(),
                },
                (None, None) => Vec::new(),
            };
            Ok(Some((PrescribeForm::of(rows, from.changes), Rejection::default())))
        })
        .await?;
    let Some((form, rejection)) = form else { return Ok(see_other("/drafts")) };
    let status = if rejection.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    render_as(status, &show(&app, chrome, patient_id, form, rejection).await?)
}

/// Signs the prescription, or shows the form again with everything typed and all that is in the way.
///
/// # Errors
/// [`AppError::BadRequest`](crate::error::AppError::BadRequest) for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<PrescribeForm>,
) -> AppResult<HttpResponse> {
    let patient_id = *id;
    let body = form.body.clone();
    let content = format!("prescribe {patient_id} {body}");
    let form = form.into_inner();
    form.check_shape()?;
    match form.action()? {
        Action::Sign => {}
        Action::Check => return look(&app, doctor, chrome, patient_id, form).await,
        Action::Insert(set) => return insert(&app, doctor, chrome, patient_id, form, set).await,
        Action::Edit(edit) => {
            let page = show(&app, chrome, patient_id, form.edited(edit), Rejection::default()).await?;
            return render(&page);
        }
    }
    let key = form.key.read()?;
    let submission = Submission { user_id: doctor.user_id, key, content };
    let (words, typed) = (chrome.l, form.clone());
    let outcome = app
        .command(submission, move |connection| {
            let draft = drafts::claim(connection, &doctor, patient_id, &typed)?;
            let prescription = check(connection, &doctor, patient_id, &typed, &words)?;
            if needs_supervisor(connection, doctor.doctor_id)? {
                let id = drafts::keep(connection, &doctor, &prescription, &body, &words)?;
                return Ok(format!("/drafts#draft-{id}"));
            }
            let id = write(connection, &doctor, prescription, &words)?;
            if let Some(draft) = draft {
                settle(connection, draft.id, doctor.doctor_id, id)?;
            }
            Ok(format!("/prescriptions/{id}"))
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(rejection) if rejection.is_stale() => {
            let form = form.caught_up(&rejection.catching_up());
            let form = if rejection.draft_decided.is_some() { form.without_draft().with_fresh_key() } else { form };
            render_as(StatusCode::CONFLICT, &show(&app, chrome, patient_id, form, *rejection).await?)
        }
        Outcome::Rejected(rejection) => {
            let page = show(&app, chrome, patient_id, form, *rejection).await?;
            render_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Outcome::AlreadyDone { location } => {
            let page =
                show(&app, chrome, patient_id, form.with_fresh_key(), Rejection::already_signed(location)).await?;
            render_as(StatusCode::CONFLICT, &page)
        }
    }
}

/// Runs every check and writes nothing: what is in the way, and what is worth knowing.
async fn look(
    app: &Arc<App>,
    doctor: Doctor,
    chrome: Chrome,
    patient_id: i64,
    form: PrescribeForm,
) -> AppResult<HttpResponse> {
    let (words, typed) = (chrome.l, form.clone());
    let found = app
        .write(move |connection| {
            let checked = connection.transaction(|connection| check(connection, &doctor, patient_id, &typed, &words));
            match checked {
                Ok(prescription) => Ok(Rejection::checked(prescription.alerts)),
                Err(Abort::Rejected(rejection)) => Ok(*rejection),
                Err(Abort::Failed(error)) => Err(error.into()),
            }
        })
        .await?;
    let form = form.caught_up(&found.catching_up());
    let status = if found.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_as(status, &show(app, chrome, patient_id, form, found).await?)
}

/// The form with the rows of an order set or favourite; nothing is checked or written.
async fn insert(
    app: &Arc<App>,
    doctor: Doctor,
    chrome: Chrome,
    patient_id: i64,
    form: PrescribeForm,
    set: Option<i64>,
) -> AppResult<HttpResponse> {
    let Some(set) = set else {
        let page = show(app, chrome, patient_id, form, Rejection::of(Problem::OrderSetMissing)).await?;
        return render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let words = chrome.l;
    let found = app.write(move |connection| Ok(insertion(connection, doctor.doctor_id, set, &words)?)).await?;
    if !form.has_room_for(found.rows.len()) {
        let full = Rejection::of(Problem::TooManyItems { most: MOST_ITEMS });
        return render_as(StatusCode::UNPROCESSABLE_ENTITY, &show(app, chrome, patient_id, form, full).await?);
    }
    let said = Rejection { left_out: found.left_out, ..Rejection::default() };
    render(&show(app, chrome, patient_id, form.inserted(found.rows), said).await?)
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    patient_id: i64,
    form: PrescribeForm,
    rejection: Rejection,
) -> AppResult<PrescribePage> {
    app.write(move |connection| Ok(PrescribePage::load(connection, chrome, patient_id, form, rejection)?)).await
}
