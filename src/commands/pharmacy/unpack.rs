//! Unpack: bags filled by mistake are emptied onto the shelves again, and their lines wait to be separated.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::app::App;
use crate::auth::user::User;
use crate::commands::lines::carry_out;
use crate::commands::lines::form::LinesForm;
use crate::commands::lines::step::{Task, take};
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::schema::item_supplies;

use super::bag::{Bagged, as_json, in_bag, unpack};

const TASK: Task = Task {
    makes: Move::Unpack,
    verb: "unpack",
    after_the_end: false,
    action: "/lines/unpacking",
    list: ("/bags", "nav-bags"),
};

/// Empties the bags of all chosen lines.
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
        let mut all: Vec<Bagged> = Vec::new();
        take(connection, TASK, user_id, lines, |connection, taken| {
            let bagged = in_bag(connection, taken.item_id)?;
            let said = as_json(&bagged);
            all.extend(bagged);
            diesel::update(item_supplies::table.find(taken.item_id))
                .set((
                    item_supplies::separated_by.eq(None::<i64>),
                    item_supplies::checked_by.eq(None::<i64>),
                    item_supplies::checked_at.eq(None::<chrono::DateTime<chrono::Utc>>),
                ))
                .execute(connection)?;
            Ok(said)
        })?;
        unpack(connection, user_id, all)?;
        Ok(TASK.list.0.to_owned())
    })
    .await
}
