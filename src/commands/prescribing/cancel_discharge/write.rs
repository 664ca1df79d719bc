//! Cancels a discharge prescription once, with one event.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::clock;
use crate::commands::prescribing::supervision::needs_supervisor;
use crate::domain::problem::Problem;
use crate::schema::{discharge_prescriptions, events};

use super::form::{AlreadyCancelled, Rejection};

/// # Errors
/// A rejection for a resident (WHO-7), and when somebody was quicker: the update itself asks that nobody was.
pub fn write(
    connection: &mut PgConnection,
    doctor: &Doctor,
    id: i64,
    reason: &str,
) -> Result<(), Abort<Box<Rejection>>> {
    if needs_supervisor(connection, doctor.doctor_id)? {
        return Err(Abort::Rejected(Box::new(Rejection::Reason(Problem::SupervisorCancels))));
    }
    let patient_id: i64 =
        discharge_prescriptions::table.find(id).select(discharge_prescriptions::patient_id).first(connection)?;
    let cancelled = diesel::update(discharge_prescriptions::table.find(id))
        .filter(discharge_prescriptions::cancelled_at.is_null())
        .set((
            discharge_prescriptions::cancelled_at.eq(clock::now()),
            discharge_prescriptions::cancelled_by.eq(doctor.user_id),
            discharge_prescriptions::cancel_reason.eq(reason),
        ))
        .execute(connection)?;
    if cancelled == 0 {
        return Err(Abort::Rejected(Box::new(Rejection::Already(AlreadyCancelled))));
    }
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("cancel_discharge"),
            events::patient_id.eq(patient_id),
            events::before.eq(json!({ "discharge_prescription": id })),
            events::after.eq(json!({ "reason": reason })),
        ))
        .execute(connection)?;
    Ok(())
}
