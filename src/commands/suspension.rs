//! Stopping items of a prescription, whether a doctor suspends them or the patient leaves (VAL-4, PH-9).

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::clock;
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

/// Stops what renews the items, however often they were renewed: a treatment that was stopped must not begin again at
/// the cut-over.
///
/// # Errors
/// As [`suspend_items`].
pub fn suspend_renewals(connection: &mut PgConnection, suspension: &Suspension<'_>) -> Result<(), Abort<ItemMoved>> {
    let numbers: Vec<i16> = suspension.items.iter().map(|(number, _)| *number).collect();
    let stopped = prescription_items::table
        .filter(prescription_items::prescription_id.eq(suspension.prescription_id))
        .filter(prescription_items::number.eq_any(numbers));
    let mut followed: Vec<i64> = stopped.select(prescription_items::id).load(connection)?;
    while !followed.is_empty() {
        let renewals = hold_renewals(connection, &followed)?;
        for of_one in renewals.chunk_by(|one, other| one.1 == other.1) {
            let items: Vec<(i16, Stage)> = of_one.iter().filter_map(Renewal::to_stop).collect();
            if let (Some(first), false) = (of_one.first(), items.is_empty()) {
                suspend_items(connection, &Suspension { prescription_id: first.1, items: &items, ..*suspension })?;
            }
        }
        followed = renewals.iter().map(|renewal| renewal.0).collect();
    }
    Ok(())
}

/// Id, prescription, number and stage of an item that renews another.
struct Renewal(i64, i64, i16, String);

impl Renewal {
    fn to_stop(&self) -> Option<(i16, Stage)> {
        let stage = Stage::from_code(&self.3)?;
        stage.after(Move::Suspend).map(|_| (self.2, stage))
    }
}

fn hold_renewals(connection: &mut PgConnection, followed: &[i64]) -> QueryResult<Vec<Renewal>> {
    let rows: Vec<(i64, i64, i16, String)> = prescription_items::table
        .filter(prescription_items::follows_item_id.eq_any(followed))
        .filter(prescription_items::followed_as.eq("renewal"))
        .order((prescription_items::prescription_id, prescription_items::number))
        .select((
            prescription_items::id,
            prescription_items::prescription_id,
            prescription_items::number,
            prescription_items::stage,
        ))
        .for_no_key_update()
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(id, prescription_id, number, stage)| Renewal(id, prescription_id, number, stage))
        .collect())
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
    let now = clock::now();
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
