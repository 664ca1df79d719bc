//! What quarantine and recall share: a lot leaves all shelves at once (PH-6, ST-5).

use diesel::prelude::*;

use super::lot::Lot;
use super::movement::Movement;
use super::places::{Held, held, quarantine};
use crate::domain::stock::lot_state::LotState;
use crate::schema::lots;

/// The shelves that a lot is on.
pub fn on_shelves(connection: &mut PgConnection, lot_id: i64) -> QueryResult<Vec<Held>> {
    Ok(held(connection, lot_id)?.into_iter().filter(|held| held.place.is_shelf()).collect())
}

/// Marks the lot and moves what is on shelves to the quarantine; the lot is locked.
///
/// # Errors
/// A database error.
pub fn withdraw(
    connection: &mut PgConnection,
    lot: &Lot,
    state: LotState,
    user_id: i64,
    reason: &str,
) -> QueryResult<()> {
    let state = lot.state.withdrawn(state);
    diesel::update(lots::table.find(lot.id)).set(lots::state.eq(state.code())).execute(connection)?;
    let quarantine = quarantine(connection)?;
    for Held { place, units } in on_shelves(connection, lot.id)? {
        let (from, to) = (Some(place.id), Some(quarantine));
        let kind = "quarantine";
        Movement { kind, lot_id: lot.id, from, to, units, user_id, second_user_id: None, reason }.append(connection)?;
    }
    Ok(())
}
