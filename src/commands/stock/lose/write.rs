//! Checks the loss against what is there, and writes it off.

use diesel::prelude::*;
use serde_json::json;

use super::form::LoseForm;
use crate::app::Abort;
use crate::commands::stock::lot::Lot;
use crate::commands::stock::movement::Movement;
use crate::commands::stock::on_lot::OnLot;
use crate::commands::stock::places::{choose_held, held};
use crate::commands::stock::refusal::Refusal;
use crate::domain::stock::reason::read_reason;
use crate::domain::stock::receipt::read_units;
use crate::schema::events;

/// # Errors
/// All that is in the way.
pub fn write(connection: &mut PgConnection, command: &OnLot<LoseForm>) -> Result<String, Abort<Refusal>> {
    let OnLot { user_id, form, witness, .. } = command;
    let lot = Lot::locked(connection, command.lot_id)?;
    let held = held(connection, lot.id)?;
    let mut refusal = Refusal::default();
    let from = refusal.keep("place", choose_held(&held, &form.place));
    let units = refusal.keep("units", read_units(&form.units));
    let reason = refusal.keep("reason", read_reason(&form.reason));
    let second_user_id = refusal.keep_witness(witness, true);
    if let (Some(from), Some(units)) = (from, units) {
        refusal.keep("units", from.has(units));
    }
    let (Some(from), Some(units), Some(reason), true) = (from, units, reason, refusal.is_empty()) else {
        return Err(refusal.into());
    };
    Movement {
        kind: "loss",
        lot_id: lot.id,
        from: Some(from.place.id),
        to: None,
        units,
        user_id: *user_id,
        second_user_id,
        reason: &reason,
    }
    .append(connection)?;
    let after =
        json!({ "lot": lot.id, "place": from.place.id, "units": units, "reason": reason, "second": second_user_id });
    diesel::insert_into(events::table)
        .values((events::user_id.eq(user_id), events::verb.eq("lose_stock"), events::after.eq(after)))
        .execute(connection)?;
    Ok(lot.location())
}
