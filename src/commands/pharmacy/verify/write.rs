//! Verifies all of the lines, or none.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::commands::claimed::{claimed_by_other, end_claim};
use crate::commands::seen_line::SeenLine;
use crate::domain::stage::{Move, Stage};
use crate::read_model::tables::touched;
use crate::schema::{events, prescription_items, prescriptions};

/// Who verifies which lines.
pub struct Verify {
    pub user_id: i64,
    /// In order of prescription and number, each once.
    pub lines: Vec<SeenLine>,
}

/// Why nothing was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No line was chosen.
    Nothing,
    /// One of them moved after it was seen, or cannot take this step.
    Moved,
    /// The prescription of one of them has ended (VAL-1).
    Ended,
    /// Somebody else is on one of them.
    Claimed(String),
}

impl Refusal {
    /// The key of its words, and the name in them.
    pub fn words(&self) -> (&'static str, Option<&str>) {
        match self {
            Refusal::Nothing => ("lines-refused-nothing", None),
            Refusal::Moved => ("lines-refused-moved", None),
            Refusal::Ended => ("lines-refused-ended", None),
            Refusal::Claimed(name) => ("lines-refused-claimed", Some(name)),
        }
    }
}

/// # Errors
/// A [`Refusal`]; the whole transaction is to be given up then.
pub fn write(connection: &mut PgConnection, command: &Verify) -> Result<(), Abort<Refusal>> {
    for of_one in command.lines.chunk_by(|left, right| left.prescription_id == right.prescription_id) {
        let Some(first) = of_one.first() else { continue };
        let (patient_id, valid_until): (i64, DateTime<Utc>) = prescriptions::table
            .find(first.prescription_id)
            .select((prescriptions::patient_id, prescriptions::valid_until))
            .first(connection)?;
        if valid_until <= Utc::now() {
            return Err(Abort::Rejected(Refusal::Ended));
        }
        for line in of_one {
            verify_line(connection, command.user_id, *line)?;
        }
        append_event(connection, command.user_id, patient_id, of_one)?;
        diesel::insert_into(touched::table)
            .values(touched::prescription_id.eq(first.prescription_id))
            .execute(connection)?;
    }
    Ok(())
}

/// One statement checks and writes, so that nobody can move the line in between.
fn verify_line(connection: &mut PgConnection, user_id: i64, line: SeenLine) -> Result<(), Abort<Refusal>> {
    let next = line.stage.after(Move::Verify).ok_or(Abort::Rejected(Refusal::Moved))?;
    let item = prescription_items::table
        .filter(prescription_items::prescription_id.eq(line.prescription_id))
        .filter(prescription_items::number.eq(line.number))
        .filter(prescription_items::stage.eq(line.stage.code()));
    let moved: Option<i64> = diesel::update(item)
        .set((prescription_items::stage.eq(next.code()), prescription_items::stage_since.eq(Utc::now())))
        .returning(prescription_items::id)
        .get_result(connection)
        .optional()?;
    let item_id = moved.ok_or(Abort::Rejected(Refusal::Moved))?;
    if let Some(name) = claimed_by_other(connection, item_id, user_id)? {
        return Err(Abort::Rejected(Refusal::Claimed(name)));
    }
    end_claim(connection, item_id)?;
    Ok(())
}

fn append_event(
    connection: &mut PgConnection,
    user_id: i64,
    patient_id: i64,
    lines: &[SeenLine],
) -> QueryResult<usize> {
    let before: Vec<_> = lines.iter().map(|line| json!({ "item": line.number, "stage": line.stage.code() })).collect();
    let after = lines.first().and_then(|line| line.stage.after(Move::Verify)).map(Stage::code);
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(user_id),
            events::verb.eq("verify"),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(lines.first().map(|line| line.prescription_id)),
            events::before.eq(json!({ "items": before })),
            events::after.eq(json!({ "stage": after })),
        ))
        .execute(connection)
}
