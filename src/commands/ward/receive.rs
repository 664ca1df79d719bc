//! Receive: somebody on the ward has what the porter brought, line by line.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde_json::Value;

use crate::app::App;
use crate::auth::user::User;
use crate::commands::lines::carry_out;
use crate::commands::lines::form::LinesForm;
use crate::commands::lines::step::{Task, take};
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;

const TASK: Task = Task {
    makes: Move::Receive,
    verb: "receive",
    after_the_end: true,
    action: "/lines/receipt",
    list: ("/arrivals", "nav-arrivals"),
};

/// Receives all chosen lines; what is not there stays on the way.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<LinesForm>,
) -> AppResult<HttpResponse> {
    let user_id = user.id;
    carry_out(&app, &user, chrome, form, TASK, move |connection, lines| {
        take(connection, TASK, user_id, lines, |_, _| Ok(Value::Null))?;
        Ok(TASK.list.0.to_owned())
    })
    .await
}
