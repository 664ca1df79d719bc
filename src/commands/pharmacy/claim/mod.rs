//! Claim: a pharmacist says that she is looking at the lines of a prescription, or gives them back.

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{Abort, App, Outcome};
use crate::auth::user::User;
use crate::commands::pharmacy::verify::triage_path;
use crate::commands::submission::Submission;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::{render_as, see_other};

use form::ClaimForm;
use page::ClaimPage;
use write::{Claim, Refusal, give_back, write};

/// Claims all lines of the prescription that wait to be verified, or says who is on them.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<ClaimForm>,
) -> AppResult<HttpResponse> {
    run(&app, user, chrome, *id, "claim", form.into_inner(), write).await
}

/// Gives back whatever of the prescription the pharmacist has claimed.
///
/// # Errors
/// As [`submit`].
pub async fn submit_return(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    id: web::Path<i64>,
    form: Form<ClaimForm>,
) -> AppResult<HttpResponse> {
    run(&app, user, chrome, *id, "give_back", form.into_inner(), give_back).await
}

type Write = fn(&mut diesel::PgConnection, &Claim) -> Result<(), Abort<Refusal>>;

async fn run(
    app: &Arc<App>,
    user: User,
    chrome: Chrome,
    id: i64,
    verb: &str,
    form: ClaimForm,
    write: Write,
) -> AppResult<HttpResponse> {
    let submission = Submission { user_id: user.id, key: form.claim.read()?, content: format!("{verb} {id}") };
    let command = Claim { user_id: user.id, prescription_id: id };
    let path = triage_path(&form.ward);
    let outcome = app
        .command(submission, move |connection| {
            write(connection, &command)?;
            Ok(path)
        })
        .await?;
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(refusal) => render_as(StatusCode::CONFLICT, &ClaimPage { chrome, id, refusal }),
        Outcome::AlreadyDone { .. } => {
            render_as(StatusCode::CONFLICT, &ClaimPage { chrome, id, refusal: Refusal::Moved })
        }
    }
}
