//! Keeps the answer and gives the line back to the pharmacy, if the question still waits.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::clock;
use crate::domain::stage::{Move, Stage};
use crate::read_model::tables::touched;
use crate::schema::{events, item_queries, prescription_items, prescriptions};

use super::form::Rejection;

/// Who answers which question about which line.
#[derive(Clone)]
pub struct Answer {
    pub user_id: i64,
    /// Prescription and item number.
    pub line: (i64, i16),
    pub query_id: i64,
    pub answer: String,
}

/// # Errors
/// A rejection when the line has moved since the form was opened, or somebody else answered.
pub fn write(connection: &mut PgConnection, command: &Answer) -> Result<(), Abort<Rejection>> {
    let (prescription_id, number) = command.line;
    let next = Stage::Queried.after(Move::Answer).ok_or(Abort::Rejected(Rejection::stale()))?;
    let now = clock::now();
    // The line first, as everybody who moves it does; the loser of a race finds it moved.
    let waiting = prescription_items::table
        .filter(prescription_items::prescription_id.eq(prescription_id))
        .filter(prescription_items::number.eq(number))
        .filter(prescription_items::stage.eq(Stage::Queried.code()));
    let moved: Option<i64> = diesel::update(waiting)
        .set((prescription_items::stage.eq(next.code()), prescription_items::stage_since.eq(now)))
        .returning(prescription_items::id)
        .get_result(connection)
        .optional()?;
    let item_id = moved.ok_or(Abort::Rejected(Rejection::stale()))?;
    let unanswered = item_queries::table
        .filter(item_queries::id.eq(command.query_id))
        .filter(item_queries::item_id.eq(item_id))
        .filter(item_queries::answered_at.is_null());
    let answered = diesel::update(unanswered)
        .set((
            item_queries::answer.eq(&command.answer),
            item_queries::answered_by.eq(command.user_id),
            item_queries::answered_at.eq(now),
        ))
        .execute(connection)?;
    if answered == 0 {
        return Err(Abort::Rejected(Rejection::stale()));
    }
    append_event(connection, command, next)?;
    diesel::insert_into(touched::table).values(touched::prescription_id.eq(prescription_id)).execute(connection)?;
    Ok(())
}

fn append_event(connection: &mut PgConnection, command: &Answer, next: Stage) -> QueryResult<usize> {
    let (prescription_id, number) = command.line;
    let patient_id: i64 =
        prescriptions::table.find(prescription_id).select(prescriptions::patient_id).first(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("answer"),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(prescription_id),
            events::before.eq(json!({ "items": [{ "item": number, "stage": Stage::Queried.code() }] })),
            events::after.eq(json!({ "stage": next.code(), "query": command.query_id, "reason": command.answer })),
        ))
        .execute(connection)
}
