//! Reverse a line of the register: what was written down wrongly is taken back by a line of the opposite, before a
//! witness and with a reason (CTL-7, CTL-8).

mod form;
mod page;
mod write;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use crate::app::{App, Outcome};
use crate::auth::user::User;
use crate::auth::witness::{Witness, witness};
use crate::commands::submission::Submission;
use crate::domain::problem::Problem;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::page::keyed::Keyed;
use crate::page::{render, render_as, see_other};

use form::{Rejection, ReverseForm};
use page::ReverseLinePage;
use write::{ReverseLine, write};

/// A line: its medication's code, and its number.
type Path = web::Path<(String, i32)>;

/// The line, with room for reason and witness; or the line that took it back already.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a line, or where it is none that can be reversed.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, path: Path) -> AppResult<HttpResponse> {
    render(&show(&app, chrome, &path, ReverseForm::fresh(), Rejection::default()).await?)
}

/// Takes the line back, or shows it again with what was typed and what is in the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    path: Path,
    form: Form<ReverseForm>,
) -> AppResult<HttpResponse> {
    let form = form.into_inner();
    let key = form.key.read()?;
    let (reason, witness) = match check(&app, user.id, &form).await? {
        Ok(checked) => checked,
        Err(rejection) => {
            let page = show(&app, chrome, &path, form, rejection).await?;
            return render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let (code, number) = (path.0.clone(), path.1);
    let content = format!("reverse line {number} of {code} {} {reason}", witness.user_id());
    let command = ReverseLine { user_id: user.id, witness, code, number, reason };
    let submission = Submission { user_id: user.id, key, content };
    let outcome = app.command(submission, move |connection| write(connection, &command)).await?;
    let rejection = match outcome {
        Outcome::Done { location } => return Ok(see_other(&location)),
        Outcome::Rejected(problem) => Rejection::of(Problem::Stock(problem)),
        Outcome::AlreadyDone { .. } => Rejection::of(Problem::AlreadyDecided),
    };
    let page = show(&app, chrome, &path, form.with_fresh_key(), rejection).await?;
    render_as(StatusCode::CONFLICT, &page)
}

/// Reason and witness, or all that is wrong with them.
async fn check(app: &Arc<App>, user_id: i64, form: &ReverseForm) -> AppResult<Result<(String, Witness), Rejection>> {
    let reason = form.reason();
    let witness = witness(app, user_id, &form.second_user, &form.second_password).await?;
    Ok(match (reason, witness) {
        (Ok(reason), Ok(witness)) => Ok((reason, witness)),
        (reason, witness) => Err(Rejection { reason: reason.err(), witness: witness.err(), line: None }),
    })
}

async fn show(
    app: &Arc<App>,
    chrome: Chrome,
    path: &Path,
    form: ReverseForm,
    rejection: Rejection,
) -> AppResult<ReverseLinePage> {
    let (code, number) = (path.0.clone(), path.1);
    app.write(move |connection| Ok(ReverseLinePage::load(connection, chrome, &code, number, form, rejection)?)).await
}
