//! Writes a request.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::clock;
use crate::commands::prescribing::prescribe::facts::named_medication;
use crate::commands::registration::is_active;
use crate::domain::problem::Problem;
use crate::schema::{admissions, events, non_formulary_requests};

/// Who asks for what, for whom, and why.
#[derive(Clone)]
pub struct RequestNonFormulary {
    pub doctor: Doctor,
    pub patient_id: i64,
    pub described: String,
    pub justification: String,
}

/// The request's number.
///
/// # Errors
/// A [`Problem`] of the medication: it is in the formulary, or was asked for already; or of the doctor, whose registration
/// is not active (ID-8). `NotFound` without a stay.
pub fn write(connection: &mut PgConnection, command: &RequestNonFormulary) -> Result<i64, Abort<Box<Problem>>> {
    if !is_active(connection, command.doctor.doctor_id)? {
        return Err(Abort::Rejected(Box::new(Problem::DoctorNotActive)));
    }
    // Held, so that neither a discharge nor the same request passes meanwhile.
    let admission_id: i64 = admissions::table
        .filter(admissions::patient_id.eq(command.patient_id))
        .filter(admissions::discharged_at.is_null())
        .select(admissions::id)
        .for_no_key_update()
        .first(connection)?;
    let medication_id = left_medication(connection, &command.described)?;
    if let Some(medication_id) = medication_id
        && is_requested(connection, admission_id, medication_id)?
    {
        return Err(Abort::Rejected(Box::new(Problem::AlreadyRequested)));
    }
    let id = diesel::insert_into(non_formulary_requests::table)
        .values((
            non_formulary_requests::admission_id.eq(admission_id),
            non_formulary_requests::patient_id.eq(command.patient_id),
            non_formulary_requests::requested_by.eq(command.doctor.doctor_id),
            non_formulary_requests::requested_at.eq(clock::now()),
            non_formulary_requests::described.eq(&command.described),
            non_formulary_requests::medication_id.eq(medication_id),
            non_formulary_requests::justification.eq(&command.justification),
        ))
        .returning(non_formulary_requests::id)
        .get_result(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.doctor.user_id),
            events::verb.eq("request_non_formulary"),
            events::patient_id.eq(command.patient_id),
            events::after.eq(json!({ "request": id, "described": command.described, "reason": command.justification })),
        ))
        .execute(connection)?;
    Ok(id)
}

/// The row that left the formulary, where the text names one by its code or whole label.
fn left_medication(connection: &mut PgConnection, described: &str) -> Result<Option<i64>, Abort<Box<Problem>>> {
    match named_medication(connection, described)? {
        Some(found) if found.active => {
            Err(Abort::Rejected(Box::new(Problem::MedicationInFormulary { medication: found.name })))
        }
        found => Ok(found.map(|found| found.id)),
    }
}

fn is_requested(connection: &mut PgConnection, admission_id: i64, medication_id: i64) -> QueryResult<bool> {
    let open = non_formulary_requests::table
        .filter(non_formulary_requests::admission_id.eq(admission_id))
        .filter(non_formulary_requests::medication_id.eq(medication_id))
        .filter(non_formulary_requests::approved.is_null().or(non_formulary_requests::approved.assume_not_null()));
    diesel::select(diesel::dsl::exists(open.select(non_formulary_requests::id))).get_result(connection)
}
