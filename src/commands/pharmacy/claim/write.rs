//! Writes who is on the lines, with the lines locked: of two who claim at once, one does.

use diesel::prelude::*;
use diesel::upsert::excluded;
use serde_json::json;

use crate::app::Abort;
use crate::clock;
use crate::commands::claimed::claimed_by_other;
use crate::domain::stage::Stage;
use crate::schema::{claims, events, prescription_items};

/// Who claims, or gives back, which prescription.
#[derive(Clone)]
pub struct Claim {
    pub user_id: i64,
    pub prescription_id: i64,
}

/// Why nothing was claimed.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// Somebody else is on one of the lines.
    Claimed(String),
    /// No line of it waits any more.
    Moved,
}

/// # Errors
/// A [`Refusal`]; the whole transaction is to be given up then.
pub fn write(connection: &mut PgConnection, command: &Claim) -> Result<(), Abort<Refusal>> {
    let waiting = waiting_lines(connection, command.prescription_id)?;
    if waiting.is_empty() {
        return Err(Abort::Rejected(Refusal::Moved));
    }
    for (item_id, _) in &waiting {
        if let Some(name) = claimed_by_other(connection, *item_id, command.user_id)? {
            return Err(Abort::Rejected(Refusal::Claimed(name)));
        }
    }
    let now = clock::now();
    for (item_id, _) in &waiting {
        diesel::insert_into(claims::table)
            .values((claims::item_id.eq(item_id), claims::user_id.eq(command.user_id), claims::claimed_at.eq(now)))
            .on_conflict(claims::item_id)
            .do_update()
            .set((claims::user_id.eq(excluded(claims::user_id)), claims::claimed_at.eq(excluded(claims::claimed_at))))
            .execute(connection)?;
    }
    append_event(connection, command, "claim", &waiting)?;
    Ok(())
}

/// # Errors
/// A database error; giving back what one does not have is nothing wrong.
pub fn give_back(connection: &mut PgConnection, command: &Claim) -> Result<(), Abort<Refusal>> {
    let waiting = waiting_lines(connection, command.prescription_id)?;
    let ids: Vec<i64> = waiting.iter().map(|(id, _)| *id).collect();
    let own = claims::table.filter(claims::item_id.eq_any(ids)).filter(claims::user_id.eq(command.user_id));
    let given: Vec<i64> = diesel::delete(own).returning(claims::item_id).get_results(connection)?;
    let lines: Vec<(i64, i16)> = waiting.into_iter().filter(|(id, _)| given.contains(id)).collect();
    if !lines.is_empty() {
        append_event(connection, command, "give_back", &lines)?;
    }
    Ok(())
}

/// Ids and numbers of the lines that wait to be verified, locked in the order of everybody who moves lines.
fn waiting_lines(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Vec<(i64, i16)>> {
    prescription_items::table
        .filter(prescription_items::prescription_id.eq(prescription_id))
        .filter(prescription_items::stage.eq(Stage::Submitted.code()))
        .order(prescription_items::number)
        .select((prescription_items::id, prescription_items::number))
        .for_no_key_update()
        .load(connection)
}

/// About the prescription and no patient: who looked at what is no part of a patient's history.
fn append_event(
    connection: &mut PgConnection,
    command: &Claim,
    verb: &str,
    lines: &[(i64, i16)],
) -> QueryResult<usize> {
    let items: Vec<_> =
        lines.iter().map(|(_, number)| json!({ "item": number, "stage": Stage::Submitted.code() })).collect();
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq(verb),
            events::prescription_id.eq(command.prescription_id),
            events::before.eq(json!({ "items": items })),
        ))
        .execute(connection)
}
