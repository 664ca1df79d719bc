//! Moves the line with what is said about it, if it still stands where the pharmacist saw it.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::commands::claimed::{claimed_by_other, end_claim};
use crate::commands::lines::seen::SeenLine;
use crate::commands::lines::step::move_line;
use crate::domain::query::Category;
use crate::domain::stage::Stage;
use crate::read_model::tables::touched;
use crate::schema::{events, prescriptions};

use super::Task;
use super::form::Rejection;

/// Who says what about which line.
#[derive(Clone)]
pub struct Word {
    pub user_id: i64,
    pub seen: SeenLine,
    pub category: Category,
    pub text: String,
}

/// # Errors
/// A rejection when the line has moved since the form was opened, cannot be moved so, or somebody else is on it.
pub fn write(connection: &mut PgConnection, task: Task, word: &Word) -> Result<(), Abort<Rejection>> {
    let moved = move_line(connection, task.makes, word.seen);
    let (item_id, next) = moved.map_err(|abort| abort.map(|_| Rejection::stale()))?;
    if let Some(name) = claimed_by_other(connection, item_id, word.user_id)? {
        return Err(Abort::Rejected(Rejection::claimed(name)));
    }
    end_claim(connection, item_id)?;
    (task.keep)(connection, word, item_id)?;
    append_event(connection, task, word, next)?;
    diesel::insert_into(touched::table)
        .values(touched::prescription_id.eq(word.seen.prescription_id))
        .execute(connection)?;
    Ok(())
}

fn append_event(connection: &mut PgConnection, task: Task, word: &Word, next: Stage) -> QueryResult<usize> {
    let SeenLine { prescription_id, number, stage, .. } = word.seen;
    let patient_id: i64 =
        prescriptions::table.find(prescription_id).select(prescriptions::patient_id).first(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(word.user_id),
            events::verb.eq(task.verb),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(prescription_id),
            events::before.eq(json!({ "items": [{ "item": number, "stage": stage.code() }] })),
            events::after.eq(json!({
                "stage": next.code(),
                "category": word.category.code(),
                "reason": word.text,
            })),
        ))
        .execute(connection)
}
