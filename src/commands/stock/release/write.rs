//! Lets a lot be used again and moves it out of the quarantine.

use diesel::prelude::*;
use serde_json::json;

use super::form::ReleaseForm;
use crate::app::Abort;
use crate::commands::stock::lot::Lot;
use crate::commands::stock::movement::Movement;
use crate::commands::stock::on_lot::OnLot;
use crate::commands::stock::places::{choose_shelf, held, shelves};
use crate::commands::stock::refusal::Refusal;
use crate::domain::stock::lot_state::LotState;
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::reason::read_reason;
use crate::schema::{events, lots};

/// Two pharmacists open the cabinet (CTL-9), and take back a recall.
///
/// # Errors
/// All that is in the way; stale where the lot is usable already.
pub fn write(connection: &mut PgConnection, command: &OnLot<ReleaseForm>) -> Result<String, Abort<Refusal>> {
    let OnLot { form, witness, .. } = command;
    let lot = Lot::locked(connection, command.lot_id)?;
    if lot.state == LotState::Usable {
        return Err(Refusal::stale(StockProblem::LotIs { state: lot.state }).into());
    }
    let shelves = shelves(connection)?;
    let mut refusal = Refusal::default();
    let to = refusal.keep("place", choose_shelf(&shelves, &form.place, lot.is_controlled())).map(|place| place.id);
    let reason = refusal.keep("reason", read_reason(&form.reason));
    let needs_witness = lot.is_controlled() || lot.state == LotState::Recalled;
    let second_user_id = refusal.keep_witness(witness, needs_witness);
    let (Some(to), Some(reason), true) = (to, reason, refusal.is_empty()) else { return Err(refusal.into()) };
    diesel::update(lots::table.find(lot.id)).set(lots::state.eq(LotState::Usable.code())).execute(connection)?;
    move_back(connection, command, to, second_user_id, &reason)?;
    append_event(connection, command, &lot, second_user_id, &reason)?;
    Ok(lot.location())
}

fn move_back(
    connection: &mut PgConnection,
    command: &OnLot<ReleaseForm>,
    to: i64,
    second_user_id: Option<i64>,
    reason: &str,
) -> QueryResult<()> {
    let aside = held(connection, command.lot_id)?;
    for held in aside.into_iter().filter(|held| !held.place.is_shelf()) {
        Movement {
            kind: "release",
            lot_id: command.lot_id,
            from: Some(held.place.id),
            to: Some(to),
            units: held.units,
            user_id: command.user_id,
            second_user_id,
            reason,
        }
        .append(connection)?;
    }
    Ok(())
}

fn append_event(
    connection: &mut PgConnection,
    command: &OnLot<ReleaseForm>,
    lot: &Lot,
    second_user_id: Option<i64>,
    reason: &str,
) -> QueryResult<usize> {
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("release_lot"),
            events::before.eq(json!({ "state": lot.state.code() })),
            events::after.eq(json!({ "lot": lot.id, "reason": reason, "second": second_user_id })),
        ))
        .execute(connection)
}
