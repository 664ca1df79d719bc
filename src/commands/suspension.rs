//! Stopping items of a prescription, whether a doctor suspends them or the patient leaves (VAL-4, PH-9).

use chrono::Utc;
use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::domain::stage::{Move, Stage};
use crate::read_model::tables::touched;
use crate::schema::{events, prescription_items};

/// Who stops what, seen in which stage, and why.
pub struct Suspension<'a> {
    pub user_id: i64,
    pub patient_id: i64,
    pub prescription_id: i64,
    pub items: &'a [(i16, Stage)],
    pub reason: &'a str,
}

/// An item no longer stands where it was seen.
#[derive(Debug)]
pub struct ItemMoved;

/// Stops all of the items. What has left the shelf by then is due for return.
///
/// # Errors
/// [`ItemMoved`] when one has moved since it was seen; the whole transaction is to be given up then.
pub fn suspend_items(connection: &mut PgConnection, suspension: &Suspension<'_>) -> Result<(), Abort<ItemMoved>> {
    for (number, seen) in suspension.items {
        suspend_item(connection, suspension, *number, *seen)?;
    }
    append_event(connection, suspension)?;
    diesel::insert_into(touched::table)
        .values(touched::prescription_id.eq(suspension.prescription_id))
        .execute(connection)?;
    Ok(())
}

/// One statement checks and writes, so that nobody can move the item in between.
fn suspend_item(
    connection: &mut PgConnection,
    suspension: &Suspension<'_>,
    number: i16,
    seen: Stage,
) -> Result<(), Abort<ItemMoved>> {
    let next = seen.after(Move::Suspend).ok_or(Abort::Rejected(ItemMoved))?;
    let item = prescription_items::table
        .filter(prescription_items::prescription_id.eq(suspension.prescription_id))
        .filter(prescription_items::number.eq(number))
        .filter(prescription_items::stage.eq(seen.code()));
    let now = Utc::now();
    let moved = diesel::update(item)
        .set((
            prescription_items::stage.eq(next.code()),
            prescription_items::stage_since.eq(now),
            prescription_items::closed_at.eq(now),
            prescription_items::suspended_by.eq(suspension.user_id),
            prescription_items::suspension_reason.eq(suspension.reason),
            prescription_items::return_due_at.eq(seen.has_doses_out().then_some(now)),
        ))
        .execute(connection)?;
    if moved == 1 { Ok(()) } else { Err(Abort::Rejected(ItemMoved)) }
}

fn append_event(connection: &mut PgConnection, suspension: &Suspension<'_>) -> QueryResult<usize> {
    let before: Vec<_> =
        suspension.items.iter().map(|(number, seen)| json!({ "item": number, "stage": seen.code() })).collect();
    let to_return: Vec<i16> =
        suspension.items.iter().filter(|(_, seen)| seen.has_doses_out()).map(|(number, _)| *number).collect();
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(suspension.user_id),
            events::verb.eq("suspend"),
            events::patient_id.eq(suspension.patient_id),
            events::prescription_id.eq(suspension.prescription_id),
            events::before.eq(json!({ "items": before })),
            events::after.eq(json!({
                "stage": Stage::Suspended.code(),
                "reason": suspension.reason,
                "to_return": to_return,
            })),
        ))
        .execute(connection)
}
