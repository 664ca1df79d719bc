//! Writes what stewardship decided, once.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::clock;
use crate::domain::stewardship::Decided;
use crate::schema::{events, prescriptions, stewardship_requests};

/// Who decides what on which request.
#[derive(Clone)]
pub struct DecideStewardship {
    pub user_id: i64,
    /// Set where a doctor decides.
    pub doctor_id: Option<i64>,
    pub request_id: i64,
    pub decided: Decided,
}

/// # Errors
/// Rejected where it was decided already; not found without such a request, or where it is one's own (WHO-8).
pub fn write(connection: &mut PgConnection, command: &DecideStewardship) -> Result<(), Abort<()>> {
    let (status, prescription_id): (String, i64) = stewardship_requests::table
        .find(command.request_id)
        .select((stewardship_requests::status, stewardship_requests::prescription_id))
        .for_no_key_update()
        .first(connection)?;
    if status != "pending" {
        return Err(Abort::Rejected(()));
    }
    let (patient_id, prescriber): (i64, i64) = prescriptions::table
        .find(prescription_id)
        .select((prescriptions::patient_id, prescriptions::doctor_id))
        .first(connection)?;
    if command.doctor_id == Some(prescriber) {
        return Err(diesel::result::Error::NotFound.into());
    }
    let (status, approved_until, proposal) = match &command.decided {
        Decided::Approved { until } => ("approved", Some(*until), ""),
        Decided::Refused { proposal, .. } => ("refused", None, proposal.as_str()),
    };
    diesel::update(stewardship_requests::table.find(command.request_id))
        .set((
            stewardship_requests::status.eq(status),
            stewardship_requests::decided_by.eq(command.user_id),
            stewardship_requests::decided_at.eq(clock::now()),
            stewardship_requests::approved_until.eq(approved_until),
            stewardship_requests::proposal.eq(proposal),
        ))
        .execute(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("decide_stewardship"),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(prescription_id),
            events::before.eq(json!({ "request": command.request_id, "status": "pending" })),
            events::after.eq(json!({ "status": status, "approved_until": approved_until, "proposal": proposal })),
        ))
        .execute(connection)?;
    Ok(())
}
