//! Moves the chosen items to suspended, if each still stands where the doctor saw it.

use diesel::prelude::*;

use crate::app::Abort;
use crate::commands::suspension::{ItemMoved, Suspension, suspend_items, suspend_renewals};
use crate::domain::stage::Stage;
use crate::schema::prescriptions;

use super::form::Rejection;

/// Who stops what, seen in which stage, and why.
#[derive(Clone)]
pub struct Suspend {
    pub user_id: i64,
    pub prescription_id: i64,
    pub items: Vec<(i16, Stage)>,
    pub reason: String,
}

/// Stops the items, and what renews them.
///
/// # Errors
/// A rejection when an item has moved since the form was opened.
pub fn write(connection: &mut PgConnection, command: &Suspend) -> Result<(), Abort<Rejection>> {
    let patient_id: i64 =
        prescriptions::table.find(command.prescription_id).select(prescriptions::patient_id).first(connection)?;
    let suspension = Suspension {
        user_id: command.user_id,
        patient_id,
        prescription_id: command.prescription_id,
        items: &command.items,
        reason: &command.reason,
    };
    suspend_items(connection, &suspension)
        .and_then(|()| suspend_renewals(connection, &suspension))
        .map_err(|abort| abort.map(|ItemMoved| Rejection::stale()))
}
