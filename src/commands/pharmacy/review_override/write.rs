//! Marks an override reviewed, once.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::clock;
use crate::schema::{events, prescription_alerts, prescriptions};

/// Who looked at which override, and what they say of it.
#[derive(Clone)]
pub struct ReviewOverride {
    pub user_id: i64,
    /// Set where the reviewer is a doctor.
    pub doctor_id: Option<i64>,
    pub alert_id: i64,
    pub note: String,
}

/// # Errors
/// Rejected where somebody reviewed it already; not found where it is no override, or the reviewer's own (WHO-8).
pub fn write(connection: &mut PgConnection, command: &ReviewOverride) -> Result<(), Abort<()>> {
    let (reviewed, prescription_id): (bool, i64) = prescription_alerts::table
        .find(command.alert_id)
        .filter(prescription_alerts::severity.eq("stop"))
        .select((prescription_alerts::reviewed_at.is_not_null(), prescription_alerts::prescription_id))
        .for_no_key_update()
        .first(connection)?;
    if reviewed {
        return Err(Abort::Rejected(()));
    }
    let (patient_id, prescriber): (i64, i64) = prescriptions::table
        .find(prescription_id)
        .select((prescriptions::patient_id, prescriptions::doctor_id))
        .first(connection)?;
    if command.doctor_id == Some(prescriber) {
        return Err(diesel::result::Error::NotFound.into());
    }
    diesel::update(prescription_alerts::table.find(command.alert_id))
        .set((
            prescription_alerts::reviewed_by.eq(command.user_id),
            prescription_alerts::reviewed_at.eq(clock::now()),
            prescription_alerts::review_note.eq(&command.note),
        ))
        .execute(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("review_override"),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(prescription_id),
            events::after.eq(json!({ "alert": command.alert_id, "note": command.note })),
        ))
        .execute(connection)?;
    Ok(())
}
