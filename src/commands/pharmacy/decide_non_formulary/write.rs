//! Writes the chief's decision and the pharmacy's word, each once.

use diesel::prelude::*;
use serde_json::{Value, json};

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::clock;
use crate::commands::prescribing::prescribe::facts::named_medication;
use crate::commands::registration::is_active;
use crate::domain::non_formulary::{Decision, NonFormularyField};
use crate::domain::problem::Problem;
use crate::schema::{doctors, events, non_formulary_requests};

type Rejected = Abort<Box<(NonFormularyField, Problem)>>;

/// A chief with an active registration (ID-8) who did not ask for it; `NotFound` without such a request.
pub fn may_decide(connection: &mut PgConnection, doctor_id: i64, request_id: i64) -> QueryResult<bool> {
    let requester: i64 = non_formulary_requests::table
        .find(request_id)
        .select(non_formulary_requests::requested_by)
        .first(connection)?;
    let chief: bool = doctors::table.find(doctor_id).select(doctors::chief).first(connection)?;
    Ok(chief && requester != doctor_id && is_active(connection, doctor_id)?)
}

/// # Errors
/// Rejected where it was decided already.
pub fn decide(
    connection: &mut PgConnection,
    doctor: &Doctor,
    request_id: i64,
    decision: &Decision,
) -> Result<(), Rejected> {
    let request = held(connection, request_id)?;
    if request.approved.is_some() {
        return Err(decided());
    }
    let reason = match decision {
        Decision::Approved => None,
        Decision::Refused { reason } => Some(reason),
    };
    diesel::update(non_formulary_requests::table.find(request_id))
        .set((
            non_formulary_requests::approved.eq(reason.is_none()),
            non_formulary_requests::decided_by.eq(doctor.doctor_id),
            non_formulary_requests::decided_at.eq(clock::now()),
            non_formulary_requests::refusal_reason.eq(reason),
        ))
        .execute(connection)?;
    let after = json!({ "request": request_id, "approved": reason.is_none(), "reason": reason });
    append(connection, doctor.user_id, "decide_non_formulary", request.patient_id, after)?;
    Ok(())
}

/// The chief approved it before, and the row must be there: what the hospital never had is imported first.
///
/// # Errors
/// Rejected where it was acknowledged or refused already or no chief has decided, where no row is called so or another one
/// was asked for, where anybody may prescribe the row, or where it was asked for in this stay already.
pub fn acknowledge(connection: &mut PgConnection, user_id: i64, request_id: i64, named: &str) -> Result<(), Rejected> {
    let request = held(connection, request_id)?;
    if request.acknowledged || request.approved == Some(false) {
        return Err(decided());
    }
    if request.approved.is_none() {
        return Err(Abort::Rejected(Box::new((NonFormularyField::Decision, Problem::ChiefFirst))));
    }
    let wrong = |problem| Abort::Rejected(Box::new((NonFormularyField::Medication, problem)));
    let named = named.trim();
    if named.is_empty() {
        return Err(wrong(Problem::MedicationMissing));
    }
    let found = named_medication(connection, named)?.ok_or_else(|| wrong(Problem::MedicationUnknown))?;
    let medication_id = found.id;
    if request.medication_id.is_some_and(|requested| requested != medication_id) {
        return Err(wrong(Problem::OtherThanRequested));
    }
    if found.active {
        return Err(wrong(Problem::MedicationInFormulary { medication: found.name }));
    }
    if is_another(connection, &request, request_id, medication_id)? {
        return Err(wrong(Problem::AlreadyRequested));
    }
    diesel::update(non_formulary_requests::table.find(request_id))
        .set((
            non_formulary_requests::medication_id.eq(medication_id),
            non_formulary_requests::acknowledged_by.eq(user_id),
            non_formulary_requests::acknowledged_at.eq(clock::now()),
        ))
        .execute(connection)?;
    let after = json!({ "request": request_id, "medication": medication_id });
    append(connection, user_id, "acknowledge_non_formulary", request.patient_id, after)?;
    Ok(())
}

struct Held {
    patient_id: i64,
    admission_id: i64,
    approved: Option<bool>,
    acknowledged: bool,
    /// The row that was asked for, where it was one.
    medication_id: Option<i64>,
}

/// The request, held until the commit.
fn held(connection: &mut PgConnection, request_id: i64) -> QueryResult<Held> {
    type Row = (i64, i64, Option<bool>, Option<i64>, Option<i64>);
    let (patient_id, admission_id, approved, acknowledged_by, medication_id): Row = non_formulary_requests::table
        .find(request_id)
        .select((
            non_formulary_requests::patient_id,
            non_formulary_requests::admission_id,
            non_formulary_requests::approved,
            non_formulary_requests::acknowledged_by,
            non_formulary_requests::medication_id,
        ))
        .for_no_key_update()
        .first(connection)?;
    Ok(Held { patient_id, admission_id, approved, acknowledged: acknowledged_by.is_some(), medication_id })
}

fn is_another(connection: &mut PgConnection, request: &Held, request_id: i64, medication_id: i64) -> QueryResult<bool> {
    let others = non_formulary_requests::table
        .filter(non_formulary_requests::admission_id.eq(request.admission_id))
        .filter(non_formulary_requests::medication_id.eq(medication_id))
        .filter(non_formulary_requests::id.ne(request_id))
        .filter(non_formulary_requests::approved.is_null().or(non_formulary_requests::approved.assume_not_null()));
    diesel::select(diesel::dsl::exists(others.select(non_formulary_requests::id))).get_result(connection)
}

fn decided() -> Rejected {
    Abort::Rejected(Box::new((NonFormularyField::Decision, Problem::AlreadyDecided)))
}

fn append(
    connection: &mut PgConnection,
    user_id: i64,
    verb: &str,
    patient_id: i64,
    after: Value,
) -> QueryResult<usize> {
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(user_id),
            events::verb.eq(verb),
            events::patient_id.eq(patient_id),
            events::after.eq(after),
        ))
        .execute(connection)
}
