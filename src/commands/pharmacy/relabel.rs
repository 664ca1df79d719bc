//! Relabel: bags go where their patients are by now (PH-9).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;
use serde_json::json;

use crate::app::{Abort, App};
use crate::auth::user::User;
use crate::commands::lines::carry_out;
use crate::commands::lines::form::LinesForm;
use crate::commands::lines::refusal::Refusal;
use crate::commands::lines::seen::SeenLine;
use crate::commands::lines::step::{Act, Done, Task, hold, keep_event};
use crate::domain::stage::{Move, Stage};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::schema::{admissions, item_supplies, prescriptions};

/// The line stays where it is: what its bag waits for may be any step.
const TASK: Task = Task {
    makes: Move::Return,
    verb: "relabel",
    after_the_end: true,
    action: "/lines/relabelling",
    list: ("/stops", "nav-stops"),
};

/// Says of all chosen lines that their bags have labels with the bed of now, or were brought there.
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
            relabel(connection, user_id, *line)?;
        }
        Ok(TASK.list.0.to_owned())
    })
    .await
}

fn relabel(connection: &mut PgConnection, user_id: i64, line: SeenLine) -> Result<(), Abort<Refusal>> {
    let item_id = hold(connection, line)?;
    let (patient_id, bed_id): (i64, i64) = prescriptions::table
        .inner_join(admissions::table)
        .filter(prescriptions::id.eq(line.prescription_id))
        .select((prescriptions::patient_id, admissions::bed_id))
        .first(connection)?;
    let is_under_way = matches!(line.stage, Stage::Separated | Stage::Dispensed | Stage::Sent);
    if !is_under_way || line.mark != Some(bed_id) {
        return Err(Abort::Rejected(Refusal::Moved));
    }
    diesel::update(item_supplies::table.find(item_id))
        .set(item_supplies::labelled_bed_id.eq(bed_id))
        .execute(connection)?;
    let act = Act { user_id, verb: TASK.verb, patient_id, prescription_id: line.prescription_id, after: line.stage };
    keep_event(connection, &act, &[Done { number: line.number, before: line.stage, did: json!({ "bed": bed_id }) }])?;
    Ok(())
}
