//! Ends a stay, if it is the one that was seen: stops what is open, discards what waits to be signed, frees the bed, and says what is to come back.

use diesel::prelude::*;
use serde_json::{Value, json};

use crate::app::Abort;
use crate::clock;
use crate::commands::listed_lines::touch_lines_of_patient;
use crate::commands::prescribing::supervision::{discard_waiting, needs_supervisor};
use crate::commands::suspension::{ItemMoved, Suspension, suspend_items};
use crate::domain::discharge::{DischargeField, Disposition};
use crate::domain::problem::Problem;
use crate::domain::stage::Stage;
use crate::schema::{admissions, events, prescription_items, prescriptions};

use super::rejection::Rejection;

/// Who discharges whom, seen in which stay with how many open lines, and where to.
#[derive(Clone)]
pub struct Discharge {
    pub user_id: i64,
    pub doctor_id: i64,
    pub patient_id: i64,
    pub admission_id: i64,
    pub lines: usize,
    pub disposition: Disposition,
    pub note: String,
    /// What stands on each line that is stopped, and on each resident's draft that waits no more (WHO-7).
    pub reason: String,
}

/// A line under way: prescription, number, and where it stands.
type Line = (i64, i16, Stage);

/// # Errors
/// A rejection for a resident (WHO-7), and when the stay has ended since, or more is open than was seen.
pub fn write(connection: &mut PgConnection, command: &Discharge) -> Result<(), Abort<Rejection>> {
    if needs_supervisor(connection, command.doctor_id)? {
        let problem = (DischargeField::Disposition, Problem::SupervisorDischarges);
        return Err(Abort::Rejected(Rejection::Fields(vec![problem])));
    }
    let bed_id = lock_stay(connection, command)?.ok_or(Abort::Rejected(Rejection::OtherStay))?;
    let lines = lock_lines_under_way(connection, command.admission_id)?;
    if lines.len() > command.lines {
        return Err(Abort::Rejected(Rejection::MoreLines));
    }
    stop(connection, command, &lines)?;
    diesel::update(admissions::table.find(command.admission_id))
        .set((
            admissions::discharged_at.eq(clock::now()),
            admissions::discharge_disposition.eq(command.disposition.code()),
            admissions::discharge_note.eq(&command.note),
            admissions::discharged_by.eq(command.user_id),
        ))
        .execute(connection)?;
    let drafts = discard_waiting(connection, command.admission_id, &command.reason)?;
    append_event(connection, command, bed_id, &lines, &drafts)?;
    touch_lines_of_patient(connection, command.patient_id)?;
    Ok(())
}

/// The bed of the stay; None where it has ended. Waits for whoever prescribes or transfers at this moment, and those
/// who come later find no stay.
fn lock_stay(connection: &mut PgConnection, command: &Discharge) -> QueryResult<Option<i64>> {
    admissions::table
        .find(command.admission_id)
        .filter(admissions::patient_id.eq(command.patient_id))
        .filter(admissions::discharged_at.is_null())
        .select(admissions::bed_id)
        .for_no_key_update()
        .first(connection)
        .optional()
}

/// Everything that is open in the stay, or received and still given; the pharmacy cannot move it until the commit.
fn lock_lines_under_way(connection: &mut PgConnection, admission_id: i64) -> QueryResult<Vec<Line>> {
    let of_stay = prescriptions::table.filter(prescriptions::admission_id.eq(admission_id)).select(prescriptions::id);
    let valid = of_stay.filter(prescriptions::valid_until.gt(clock::now()));
    let given =
        prescription_items::stage.eq(Stage::Received.code()).and(prescription_items::prescription_id.eq_any(valid));
    let rows: Vec<(i64, i16, String)> = prescription_items::table
        .filter(prescription_items::prescription_id.eq_any(of_stay))
        .filter(prescription_items::closed_at.is_null().or(given))
        .order((prescription_items::prescription_id, prescription_items::number))
        .select((prescription_items::prescription_id, prescription_items::number, prescription_items::stage))
        .for_no_key_update()
        .load(connection)?;
    let line =
        |(prescription, number, stage): (i64, i16, String)| Some((prescription, number, Stage::from_code(&stage)?));
    Ok(rows.into_iter().filter_map(line).collect())
}

fn stop(connection: &mut PgConnection, command: &Discharge, lines: &[Line]) -> Result<(), Abort<Rejection>> {
    for of_prescription in lines.chunk_by(|one, other| one.0 == other.0) {
        let Some((prescription_id, ..)) = of_prescription.first() else { continue };
        let items: Vec<(i16, Stage)> = of_prescription.iter().map(|(_, number, stage)| (*number, *stage)).collect();
        let suspension = Suspension {
            user_id: command.user_id,
            patient_id: command.patient_id,
            prescription_id: *prescription_id,
            items: &items,
            reason: &command.reason,
        };
        suspend_items(connection, &suspension).map_err(|abort| abort.map(|ItemMoved| Rejection::MoreLines))?;
    }
    Ok(())
}

fn append_event(
    connection: &mut PgConnection,
    command: &Discharge,
    bed_id: i64,
    lines: &[Line],
    drafts: &[i64],
) -> QueryResult<usize> {
    let to_return = lines.iter().filter(|(.., stage)| stage.has_doses_out());
    let as_json = |(prescription, number, stage): &Line| -> Value {
        json!({ "prescription": prescription, "item": number, "stage": stage.code() })
    };
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("discharge"),
            events::patient_id.eq(command.patient_id),
            events::before.eq(json!({ "admission": command.admission_id, "bed": bed_id })),
            events::after.eq(json!({
                "disposition": command.disposition.code(),
                "note": command.note,
                "stopped": lines.iter().map(as_json).collect::<Vec<_>>(),
                "to_return": to_return.map(as_json).collect::<Vec<_>>(),
                "drafts": drafts,
            })),
        ))
        .execute(connection)
}
