//! Keeps the countersignature, once.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::clock;
use crate::commands::registration::is_active;
use crate::read_model::tables::touched;
use crate::schema::{events, prescriptions, verbal_orders};

use super::form::AlreadyCountersigned;

/// Whether this doctor gave the order and has an active registration (ID-8); `NotFound` without such an order.
pub fn may_countersign(connection: &mut PgConnection, doctor_id: i64, prescription_id: i64) -> QueryResult<bool> {
    let giver: i64 = verbal_orders::table
        .inner_join(prescriptions::table)
        .filter(verbal_orders::prescription_id.eq(prescription_id))
        .select(prescriptions::doctor_id)
        .first(connection)?;
    Ok(giver == doctor_id && is_active(connection, doctor_id)?)
}

/// # Errors
/// [`AlreadyCountersigned`], whoever was first.
pub fn write(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription_id: i64,
) -> Result<(), Abort<AlreadyCountersigned>> {
    let waiting = verbal_orders::table
        .filter(verbal_orders::prescription_id.eq(prescription_id))
        .filter(verbal_orders::countersigned_at.is_null());
    let countersigned = diesel::update(waiting)
        .set((verbal_orders::countersigned_by.eq(doctor.user_id), verbal_orders::countersigned_at.eq(clock::now())))
        .execute(connection)?;
    if countersigned == 0 {
        return Err(Abort::Rejected(AlreadyCountersigned));
    }
    let patient_id: i64 =
        prescriptions::table.find(prescription_id).select(prescriptions::patient_id).first(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("countersign"),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(prescription_id),
            events::after.eq(json!({ "countersigned": true })),
        ))
        .execute(connection)?;
    diesel::insert_into(touched::table).values(touched::prescription_id.eq(prescription_id)).execute(connection)?;
    Ok(())
}
