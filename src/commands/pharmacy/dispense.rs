//! Dispense: what is in the bags leaves the pharmacy's stock for the ward (PH-1, CTL-6).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::app::{Abort, App};
use crate::auth::user::User;
use crate::commands::lines::carry_out;
use crate::commands::lines::form::LinesForm;
use crate::commands::lines::refusal::Refusal;
use crate::commands::lines::step::{Task, take};
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::schema::{item_supplies, medications, prescription_items};

use super::bag::{Bagged, as_json, dispense, in_bag};

const TASK: Task = Task {
    makes: Move::Dispense,
    verb: "dispense",
    after_the_end: false,
    action: "/lines/dispensing",
    list: ("/bags", "nav-bags"),
};

/// Dispenses the bags of all chosen lines.
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
            let bagged = ready(connection, taken.item_id)?;
            let said = as_json(&bagged);
            all.extend(bagged);
            Ok(said)
        })?;
        dispense(connection, user_id, all)?;
        Ok(TASK.list.0.to_owned())
    })
    .await
}

/// What the bag holds, once it may go: checked where it must be (ITEM-13), and of lots that may be used (ST-5).
fn ready(connection: &mut PgConnection, item_id: i64) -> Result<Vec<Bagged>, Abort<Refusal>> {
    let supply: Option<(Option<i64>, String, String)> = item_supplies::table
        .inner_join(prescription_items::table.inner_join(medications::table))
        .filter(item_supplies::item_id.eq(item_id))
        .select((item_supplies::checked_by, medications::high_alert, medications::controlled_list))
        .first(connection)
        .optional()?;
    let Some((checked_by, high_alert, controlled)) = supply else { return Err(Abort::Rejected(Refusal::Moved)) };
    if checked_by.is_none() && !(high_alert.is_empty() && controlled.is_empty()) {
        return Err(Abort::Rejected(Refusal::Unchecked));
    }
    let bagged = in_bag(connection, item_id)?;
    if bagged.is_empty() {
        return Err(Abort::Rejected(Refusal::Moved));
    }
    if bagged.iter().any(|one| !one.is_usable()) {
        return Err(Abort::Rejected(Refusal::Recalled));
    }
    Ok(bagged)
}
