//! Second check: another person looked into the bags of high-alert and controlled medications (ITEM-13, WHO-8).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;
use serde_json::json;

use crate::app::{Abort, App};
use crate::auth::user::User;
use crate::clock;
use crate::commands::lines::carry_out;
use crate::commands::lines::form::LinesForm;
use crate::commands::lines::refusal::Refusal;
use crate::commands::lines::seen::SeenLine;
use crate::commands::lines::step::{Act, Done, Task, hold, keep_event};
use crate::domain::stage::{Move, Stage};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::schema::{item_supplies, prescriptions};

/// The line stays where it is: what comes next is dispensing.
const TASK: Task = Task {
    makes: Move::Dispense,
    verb: "second_check",
    after_the_end: false,
    action: "/lines/second-check",
    list: ("/bags", "nav-bags"),
};

/// Marks the bags of all chosen lines as checked.
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
        for line in lines {
            check(connection, user_id, *line)?;
        }
        Ok(TASK.list.0.to_owned())
    })
    .await
}

fn check(connection: &mut PgConnection, user_id: i64, line: SeenLine) -> Result<(), Abort<Refusal>> {
    if line.stage != Stage::Separated {
        return Err(Abort::Rejected(Refusal::Moved));
    }
    let item_id = hold(connection, line)?;
    let patient_id: i64 =
        prescriptions::table.find(line.prescription_id).select(prescriptions::patient_id).first(connection)?;
    let (separated_by, bagged, version): (Option<i64>, i32, i64) = item_supplies::table
        .find(item_id)
        .select((item_supplies::separated_by, item_supplies::bagged, item_supplies::version))
        .first(connection)
        .optional()?
        .ok_or(Abort::Rejected(Refusal::Moved))?;
    if separated_by == Some(user_id) {
        return Err(Abort::Rejected(Refusal::OwnBag));
    }
    if bagged == 0 || line.mark != Some(version) {
        return Err(Abort::Rejected(Refusal::Moved));
    }
    diesel::update(item_supplies::table.find(item_id))
        .set((item_supplies::checked_by.eq(user_id), item_supplies::checked_at.eq(clock::now())))
        .execute(connection)?;
    let act = Act { user_id, verb: TASK.verb, patient_id, prescription_id: line.prescription_id, after: line.stage };
    keep_event(connection, &act, &[Done { number: line.number, before: line.stage, did: json!({ "units": bagged }) }])?;
    Ok(())
}
