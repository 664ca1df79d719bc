//! Moves the chosen items to suspended, if each still stands where the doctor saw it.

use chrono::Utc;
use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::domain::stage::{Move, Stage};
use crate::read_model::tables::touched;
use crate::schema::{events, prescription_items, prescriptions};

use super::form::Rejection;

/// Who stops what, seen in which stage, and why.
pub struct Suspend {
    pub user_id: i64,
    pub prescription_id: i64,
    pub items: Vec<(i16, Stage)>,
    pub reason: String,
}

/// # Errors
/// A rejection when an item has moved since the form was opened.
pub fn write(connection: &mut PgConnection, command: &Suspend) -> Result<(), Abort<Rejection>> {
    let patient_id: i64 =
        prescriptions::table.find(command.prescription_id).select(prescriptions::patient_id).first(connection)?;
    for (number, seen) in &command.items {
        suspend_item(connection, command, *number, *seen)?;
    }
    append_event(connection, command, patient_id)?;
    diesel::insert_into(touched::table)
        .values(touched::prescription_id.eq(command.prescription_id))
        .execute(connection)?;
    Ok(())
}

/// One statement checks and writes, so that nobody can move the item in between.
fn suspend_item(
    connection: &mut PgConnection,
    command: &Suspend,
    number: i16,
    seen: Stage,
) -> Result<(), Abort<Rejection>> {
    let next = seen.after(Move::Suspend).ok_or(Abort::Rejected(Rejection::stale()))?;
    let item = prescription_items::table
        .filter(prescription_items::prescription_id.eq(command.prescription_id))
        .filter(prescription_items::number.eq(number))
        .filter(prescription_items::stage.eq(seen.code()));
    let now = Utc::now();
    let moved = diesel::update(item)
        .set((
            prescription_items::stage.eq(next.code()),
            prescription_items::stage_since.eq(now),
            prescription_items::closed_at.eq(now),
            prescription_items::suspended_by.eq(command.user_id),
            prescription_items::suspension_reason.eq(&command.reason),
        ))
        .execute(connection)?;
    if moved == 1 { Ok(()) } else { Err(Abort::Rejected(Rejection::stale())) }
}

fn append_event(connection: &mut PgConnection, command: &Suspend, patient_id: i64) -> QueryResult<usize> {
    let before: Vec<_> =
        command.items.iter().map(|(number, seen)| json!({ "item": number, "stage": seen.code() })).collect();
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("suspend"),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(command.prescription_id),
            events::before.eq(json!({ "items": before })),
            events::after.eq(json!({ "stage": Stage::Suspended.code(), "reason": command.reason })),
        ))
        .execute(connection)
}
