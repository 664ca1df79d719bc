//! Writes a patient's allergy record over the one that the form was opened on.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::commands::listed_lines::touch_lines_of_patient;
use crate::domain::allergy::{Allergy, AllergyField, AllergyRecord, check_reason, taken_out};
use crate::domain::problem::Problem;
use crate::schema::{allergies, events, patients};

use super::form::place_of;
use super::page::recorded_allergies;
use super::rejection::Rejection;

/// Who changes what, seen as what.
#[derive(Clone)]
pub struct RecordAllergies {
    pub user_id: i64,
    pub patient_id: i64,
    pub version: i32,
    pub record: AllergyRecord,
    /// The form's rows, to say which of them is in the way.
    pub rows: Vec<Allergy>,
    /// Why something that was recorded is taken out; empty where nothing is.
    pub reason: String,
}

/// # Errors
/// A rejection when the record has changed since, or names a substance twice.
pub fn write(connection: &mut PgConnection, command: &RecordAllergies) -> Result<(), Abort<Rejection>> {
    let patient = patients::table.find(command.patient_id);
    let (status, version): (Option<String>, i32) = patient
        .select((patients::allergy_status, patients::allergies_version))
        .for_no_key_update()
        .first(connection)?;
    if version != command.version {
        return Err(Abort::Rejected(Rejection::stale()));
    }
    let recorded = recorded_allergies(connection, command.patient_id)?;
    if let Err(problem) = check_reason(&taken_out(&recorded, &command.record), &command.reason) {
        return Err(Abort::Rejected(Rejection::of_fields(vec![(AllergyField::Reason, problem)])));
    }
    let before = as_json(status.as_deref(), &recorded);
    diesel::update(patient)
        .set((patients::allergy_status.eq(command.record.status.code()), patients::allergies_version.eq(version + 1)))
        .execute(connection)?;
    replace_allergies(connection, command)?;
    append_event(connection, command, before)?;
    touch_lines_of_patient(connection, command.patient_id)?;
    Ok(())
}

fn replace_allergies(connection: &mut PgConnection, command: &RecordAllergies) -> Result<(), Abort<Rejection>> {
    diesel::delete(allergies::table.filter(allergies::patient_id.eq(command.patient_id))).execute(connection)?;
    for (index, allergy) in command.record.allergies.iter().enumerate() {
        let inserted = diesel::insert_into(allergies::table)
            .values((
                allergies::patient_id.eq(command.patient_id),
                allergies::substance.eq(&allergy.substance),
                allergies::reaction.eq(&allergy.reaction),
            ))
            .on_conflict_do_nothing()
            .execute(connection)?;
        // The database forgives accents too, and so decides whether two are the same.
        if inserted == 0 {
            let place = place_of(&command.rows, &command.record, index);
            let twice = Problem::AllergyTwice { substance: allergy.substance.clone() };
            return Err(Abort::Rejected(Rejection::of_fields(vec![(AllergyField::Substance(place), twice)])));
        }
    }
    Ok(())
}

fn append_event(
    connection: &mut PgConnection,
    command: &RecordAllergies,
    before: serde_json::Value,
) -> QueryResult<usize> {
    let mut after = as_json(Some(command.record.status.code()), &command.record.allergies);
    if !command.reason.is_empty() {
        after["reason"] = json!(command.reason);
    }
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("record_allergies"),
            events::patient_id.eq(command.patient_id),
            events::before.eq(before),
            events::after.eq(after),
        ))
        .execute(connection)
}

fn as_json(status: Option<&str>, allergies: &[Allergy]) -> serde_json::Value {
    let allergies: Vec<_> = allergies
        .iter()
        .map(|allergy| json!({ "substance": allergy.substance, "reaction": allergy.reaction }))
        .collect();
    json!({ "status": status, "allergies": allergies })
}
