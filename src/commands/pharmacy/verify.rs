//! Verify: a pharmacist found lines right, one or many at once (PH-1, PH-3).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde_json::Value;

use crate::app::{Abort, App};
use crate::auth::user::User;
use crate::commands::claimed::{claimed_by_other, end_claim};
use crate::commands::lines::carry_out;
use crate::commands::lines::form::LinesForm;
use crate::commands::lines::refusal::Refusal;
use crate::commands::lines::step::{Task, take};
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;

const TASK: Task = Task {
    makes: Move::Verify,
    verb: "verify",
    after_the_end: false,
    action: "/lines/verification",
    list: ("/triage", "nav-triage"),
};

/// Verifies all of the chosen lines, or shows them as they are by now, to choose among again.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<LinesForm>,
) -> AppResult<HttpResponse> {
    let (user_id, path) = (user.id, triage_path(&form.ward));
    carry_out(&app, &user, chrome, form, TASK, move |connection, lines| {
        take(connection, TASK, user_id, lines, |connection, taken| {
            if let Some(name) = claimed_by_other(connection, taken.item_id, user_id)? {
                return Err(Abort::Rejected(Refusal::Claimed(name)));
            }
            end_claim(connection, taken.item_id)?;
            Ok(Value::Null)
        })?;
        Ok(path)
    })
    .await
}

/// The queue, of the ward alone that it was opened for.
pub fn triage_path(ward: &str) -> String {
    ward.parse::<i64>().map_or_else(|_| TASK.list.0.to_owned(), |ward| format!("{}?ward={ward}", TASK.list.0))
}
