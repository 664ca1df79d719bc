//! Marks every lot of a medication with a number as recalled and empties the shelves of it.

use diesel::prelude::*;
use serde_json::json;

use super::form::RecallForm;
use crate::app::Abort;
use crate::commands::stock::locking::lock_lots;
use crate::commands::stock::lot::{Lot, Medication};
use crate::commands::stock::named_medication::{Unnamed, named_medication};
use crate::commands::stock::refusal::Refusal;
use crate::commands::stock::withdraw::{on_shelves, withdraw};
use crate::domain::stock::lot_state::LotState;
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::reason::read_reason;
use crate::language::Words;
use crate::schema::{events, lots};

#[derive(Clone)]
pub struct Recall {
    pub user_id: i64,
    pub form: RecallForm,
    pub words: Words,
}

/// # Errors
/// All that is in the way; stale where all of it is recalled and off the shelves already.
pub fn write(connection: &mut PgConnection, command: &Recall) -> Result<String, Abort<Refusal>> {
    let form = &command.form;
    let mut refusal = Refusal::default();
    let named = named_medication(connection, &form.medication, &command.words)?;
    let medication = match named {
        Ok(medication) => Some(medication),
        Err(Unnamed { problem, candidates }) => {
            refusal.candidates = candidates;
            refusal.keep("medication", Err::<Medication, _>(problem))
        }
    };
    let reason = refusal.keep("reason", read_reason(&form.reason));
    let number = form.lot.trim();
    refusal.keep("lot", if number.is_empty() { Err(StockProblem::LotMissing) } else { Ok(()) });
    let (Some(medication), Some(reason), true) = (medication, reason, refusal.is_empty()) else {
        return Err(refusal.into());
    };
    lock_lots(connection, &[medication.id])?;
    let recalled = with_number(connection, medication.id, number)?;
    let Some(first) = recalled.first() else { return Err(Refusal::of("lot", StockProblem::LotUnknown).into()) };
    if is_over(connection, &recalled)? {
        return Err(Refusal::stale(StockProblem::LotIs { state: LotState::Recalled }).into());
    }
    for lot in &recalled {
        withdraw(connection, lot, LotState::Recalled, command.user_id, &reason)?;
    }
    append_event(connection, command.user_id, &recalled, &reason)?;
    Ok(first.location())
}

/// Lots with the number, however its letters are written; all of the medication's are locked.
fn with_number(connection: &mut PgConnection, medication_id: i64, number: &str) -> QueryResult<Vec<Lot>> {
    let all: Vec<(i64, String)> = lots::table
        .filter(lots::medication_id.eq(medication_id))
        .order(lots::id)
        .select((lots::id, lots::number))
        .load(connection)?;
    let same = all.into_iter().filter(|(_, other)| other.eq_ignore_ascii_case(number));
    same.map(|(id, _)| Lot::load(connection, id)).collect()
}

fn is_over(connection: &mut PgConnection, recalled: &[Lot]) -> QueryResult<bool> {
    for lot in recalled {
        if lot.state != LotState::Recalled || !on_shelves(connection, lot.id)?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn append_event(connection: &mut PgConnection, user_id: i64, recalled: &[Lot], reason: &str) -> QueryResult<usize> {
    let before: Vec<_> = recalled.iter().map(|lot| json!({ "lot": lot.id, "state": lot.state.code() })).collect();
    let after: Vec<i64> = recalled.iter().map(|lot| lot.id).collect();
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(user_id),
            events::verb.eq("recall_lot"),
            events::before.eq(json!({ "lots": before })),
            events::after.eq(json!({ "lots": after, "reason": reason })),
        ))
        .execute(connection)
}
