//! Puts the line aside with its question, if it still stands where the pharmacist saw it.

use chrono::Utc;
use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::commands::claimed::{claimed_by_other, end_claim};
use crate::domain::query::Category;
use crate::domain::stage::{Move, Stage};
use crate::read_model::tables::touched;
use crate::schema::{events, item_queries, prescription_items, prescriptions};

use super::form::Rejection;

/// Who asks what about which line, seen in which stage.
pub struct Query {
    pub user_id: i64,
    /// Prescription and item number.
    pub line: (i64, i16),
    pub seen: Stage,
    pub category: Category,
    pub question: String,
}

/// # Errors
/// A rejection when the line has moved since the form was opened, cannot be asked about, or somebody else is on it.
pub fn write(connection: &mut PgConnection, command: &Query) -> Result<(), Abort<Rejection>> {
    let (prescription_id, number) = command.line;
    let next = command.seen.after(Move::Query).ok_or(Abort::Rejected(Rejection::stale()))?;
    let now = Utc::now();
    // One statement checks and writes, so that nobody can move the line in between.
    let seen = prescription_items::table
        .filter(prescription_items::prescription_id.eq(prescription_id))
        .filter(prescription_items::number.eq(number))
        .filter(prescription_items::stage.eq(command.seen.code()));
    let moved: Option<i64> = diesel::update(seen)
        .set((prescription_items::stage.eq(next.code()), prescription_items::stage_since.eq(now)))
        .returning(prescription_items::id)
        .get_result(connection)
        .optional()?;
    let item_id = moved.ok_or(Abort::Rejected(Rejection::stale()))?;
    if let Some(name) = claimed_by_other(connection, item_id, command.user_id)? {
        return Err(Abort::Rejected(Rejection::claimed(name)));
    }
    end_claim(connection, item_id)?;
    diesel::insert_into(item_queries::table)
        .values((
            item_queries::item_id.eq(item_id),
            item_queries::category.eq(command.category.code()),
            item_queries::question.eq(&command.question),
            item_queries::asked_by.eq(command.user_id),
            item_queries::asked_at.eq(now),
        ))
        .execute(connection)?;
    append_event(connection, command, next)?;
    diesel::insert_into(touched::table).values(touched::prescription_id.eq(prescription_id)).execute(connection)?;
    Ok(())
}

fn append_event(connection: &mut PgConnection, command: &Query, next: Stage) -> QueryResult<usize> {
    let (prescription_id, number) = command.line;
    let patient_id: i64 =
        prescriptions::table.find(prescription_id).select(prescriptions::patient_id).first(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("query"),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(prescription_id),
            events::before.eq(json!({ "items": [{ "item": number, "stage": command.seen.code() }] })),
            events::after.eq(json!({
                "stage": next.code(),
                "category": command.category.code(),
                "reason": command.question,
            })),
        ))
        .execute(connection)
}
