//! Moves an admission to another bed, if the patient still lies where the form said.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde_json::json;

use crate::app::Abort;
use crate::commands::listed_lines::touch_lines_of_patient;
use crate::domain::problem::Problem;
use crate::schema::{admissions, beds, events};

use super::form::Rejection;

/// Who moves whom, seen in which bed, to which.
#[derive(Clone)]
pub struct Transfer {
    pub user_id: i64,
    pub patient_id: i64,
    pub from_bed: i64,
    pub to_bed: i64,
}

/// # Errors
/// A rejection when the patient has been moved or discharged since, or the bed is taken.
pub fn write(connection: &mut PgConnection, command: &Transfer) -> Result<(), Abort<Rejection>> {
    let bed: Option<String> = beds::table.find(command.to_bed).select(beds::code).first(connection).optional()?;
    let bed = bed.ok_or(Abort::Rejected(Rejection::Bed(Problem::BedUnknown.into())))?;
    let admission = admissions::table
        .filter(admissions::patient_id.eq(command.patient_id))
        .filter(admissions::bed_id.eq(command.from_bed))
        .filter(admissions::discharged_at.is_null());
    // That two patients never share a bed is a unique index's decision.
    let moved = match diesel::update(admission).set(admissions::bed_id.eq(command.to_bed)).execute(connection) {
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            return Err(Abort::Rejected(Rejection::Bed(Problem::BedTaken { bed }.into())));
        }
        moved => moved?,
    };
    if moved == 0 {
        return Err(Abort::Rejected(Rejection::Moved));
    }
    append_event(connection, command)?;
    touch_lines_of_patient(connection, command.patient_id)?;
    Ok(())
}

fn append_event(connection: &mut PgConnection, command: &Transfer) -> QueryResult<usize> {
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("transfer"),
            events::patient_id.eq(command.patient_id),
            events::before.eq(json!({ "bed": command.from_bed })),
            events::after.eq(json!({ "bed": command.to_bed })),
        ))
        .execute(connection)
}
