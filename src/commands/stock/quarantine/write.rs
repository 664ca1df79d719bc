//! Puts a lot aside.

use diesel::prelude::*;
use serde_json::json;

use super::form::QuarantineForm;
use crate::app::Abort;
use crate::commands::stock::lot::Lot;
use crate::commands::stock::on_lot::OnLot;
use crate::commands::stock::refusal::Refusal;
use crate::commands::stock::withdraw::{on_shelves, withdraw};
use crate::domain::stock::lot_state::LotState;
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::reason::read_reason;
use crate::schema::events;

/// What came back to a shelf after the lot was put aside is put aside too.
///
/// # Errors
/// No reason; stale where all of it is aside already.
pub fn write(connection: &mut PgConnection, command: &OnLot<QuarantineForm>) -> Result<String, Abort<Refusal>> {
    let lot = Lot::locked(connection, command.lot_id)?;
    if lot.state != LotState::Usable && on_shelves(connection, lot.id)?.is_empty() {
        return Err(Refusal::stale(StockProblem::LotIs { state: lot.state }).into());
    }
    let reason = read_reason(&command.form.reason).map_err(|problem| Refusal::of("reason", problem))?;
    withdraw(connection, &lot, LotState::Quarantined, command.user_id, &reason)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("quarantine_lot"),
            events::before.eq(json!({ "state": lot.state.code() })),
            events::after.eq(json!({ "lot": lot.id, "reason": reason })),
        ))
        .execute(connection)?;
    Ok(lot.location())
}
