//! Checks the transfer against the shelves as they are, and moves the units.

use diesel::prelude::*;
use serde_json::json;

use super::form::TransferForm;
use crate::app::Abort;
use crate::commands::stock::lot::Lot;
use crate::commands::stock::movement::Movement;
use crate::commands::stock::on_lot::OnLot;
use crate::commands::stock::places::{choose_held, choose_shelf, shelves};
use crate::commands::stock::refusal::Refusal;
use crate::commands::stock::withdraw::on_shelves;
use crate::domain::stock::lot_state::LotState;
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::receipt::read_units;
use crate::schema::events;

/// # Errors
/// All that is in the way; stale where the lot was withdrawn meanwhile.
pub fn write(connection: &mut PgConnection, command: &OnLot<TransferForm>) -> Result<String, Abort<Refusal>> {
    let OnLot { user_id, form, witness, .. } = command;
    let lot = Lot::locked(connection, command.lot_id)?;
    if lot.state != LotState::Usable {
        return Err(Refusal::stale(StockProblem::LotIs { state: lot.state }).into());
    }
    let (held, shelves) = (on_shelves(connection, lot.id)?, shelves(connection)?);
    let mut refusal = Refusal::default();
    let from = refusal.keep("from", choose_held(&held, &form.from));
    let to = refusal.keep("to", choose_shelf(&shelves, &form.to, lot.is_controlled()));
    let units = refusal.keep("units", read_units(&form.units));
    let second_user_id = refusal.keep_witness(witness, lot.is_controlled());
    if let (Some(from), Some(to)) = (from, to) {
        refusal.keep("to", if from.place.id == to.id { Err(StockProblem::SamePlace) } else { Ok(()) });
    }
    if let (Some(from), Some(units)) = (from, units) {
        refusal.keep("units", from.has(units));
    }
    let (Some(from), Some(to), Some(units), true) = (from, to, units, refusal.is_empty()) else {
        return Err(refusal.into());
    };
    Movement {
        kind: "transfer",
        lot_id: lot.id,
        from: Some(from.place.id),
        to: Some(to.id),
        units,
        user_id: *user_id,
        second_user_id,
        reason: "",
    }
    .append(connection)?;
    append_event(connection, command, second_user_id, (from.place.id, to.id, units))?;
    Ok(lot.location())
}

fn append_event(
    connection: &mut PgConnection,
    command: &OnLot<TransferForm>,
    second_user_id: Option<i64>,
    (from, to, units): (i64, i64, u32),
) -> QueryResult<usize> {
    let lot = command.lot_id;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("transfer_stock"),
            events::after.eq(json!({ "lot": lot, "from": from, "to": to, "units": units, "second": second_user_id })),
        ))
        .execute(connection)
}
