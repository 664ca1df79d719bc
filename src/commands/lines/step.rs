//! One move of the state machine for many lines in one transaction (VAL-6).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::app::Abort;
use crate::clock;
use crate::domain::stage::{Move, Stage};
use crate::read_model::tables::touched;
use crate::schema::{events, prescription_items, prescriptions};

use super::refusal::Refusal;
use super::seen::SeenLine;

/// Something that can be done to lines, and where it is done.
#[derive(Clone, Copy)]
pub struct Task {
    pub makes: Move,
    /// As events name it; also the key of what the button says.
    pub verb: &'static str,
    /// Whether it may be done once the prescription has ended: what is supplied may still arrive, nothing more may be
    /// supplied (VAL-1).
    pub after_the_end: bool,
    /// Where the form goes.
    pub action: &'static str,
    /// The list that lines are chosen from, and the key of its name.
    pub list: (&'static str, &'static str),
}

/// A line that just took the step; its row is held until the commit.
pub struct Taken {
    pub item_id: i64,
    pub patient_id: i64,
}

/// Moves all lines, in order of prescription and number. `each` does what else belongs to it, and says what the event
/// keeps of it.
///
/// # Errors
/// A [`Refusal`]; the whole transaction is to be given up then.
pub fn take(
    connection: &mut PgConnection,
    task: Task,
    user_id: i64,
    lines: &[SeenLine],
    mut each: impl FnMut(&mut PgConnection, &Taken) -> Result<Value, Abort<Refusal>>,
) -> Result<(), Abort<Refusal>> {
    for of_one in lines.chunk_by(|left, right| left.prescription_id == right.prescription_id) {
        let Some(first) = of_one.first() else { continue };
        let patient_id = patient(connection, task, first.prescription_id)?;
        let mut after = first.stage;
        let mut done = Vec::with_capacity(of_one.len());
        for line in of_one {
            let (item_id, next) = move_line(connection, task.makes, *line)?;
            let did = each(connection, &Taken { item_id, patient_id })?;
            after = next;
            done.push(Done { number: line.number, before: line.stage, did });
        }
        let (verb, prescription_id) = (task.verb, first.prescription_id);
        keep_event(connection, &Act { user_id, verb, patient_id, prescription_id, after }, &done)?;
    }
    Ok(())
}

fn patient(connection: &mut PgConnection, task: Task, prescription_id: i64) -> Result<i64, Abort<Refusal>> {
    let (patient_id, valid_until): (i64, DateTime<Utc>) = prescriptions::table
        .find(prescription_id)
        .select((prescriptions::patient_id, prescriptions::valid_until))
        .first(connection)?;
    if !task.after_the_end && valid_until <= clock::now() {
        return Err(Abort::Rejected(Refusal::Ended));
    }
    Ok(patient_id)
}

/// The item of a line, for what does not move it; nobody else moves it until the commit.
///
/// # Errors
/// [`Refusal::Moved`] where it is not where it was seen.
pub fn hold(connection: &mut PgConnection, line: SeenLine) -> Result<i64, Abort<Refusal>> {
    let found: Option<(i64, String)> = prescription_items::table
        .filter(prescription_items::prescription_id.eq(line.prescription_id))
        .filter(prescription_items::number.eq(line.number))
        .select((prescription_items::id, prescription_items::stage))
        .for_no_key_update()
        .first(connection)
        .optional()?;
    let as_seen = found.filter(|(_, stage)| stage == line.stage.code());
    as_seen.map(|(item_id, _)| item_id).ok_or(Abort::Rejected(Refusal::Moved))
}

/// The item of a line, and where it is now. One statement checks and writes, so that nobody can move the line in between.
///
/// # Errors
/// [`Refusal::Moved`] where it is not where it was seen, or cannot move so from there.
pub fn move_line(connection: &mut PgConnection, makes: Move, line: SeenLine) -> Result<(i64, Stage), Abort<Refusal>> {
    let next = line.stage.after(makes).ok_or(Abort::Rejected(Refusal::Moved))?;
    let now = clock::now();
    let item = prescription_items::table
        .filter(prescription_items::prescription_id.eq(line.prescription_id))
        .filter(prescription_items::number.eq(line.number))
        .filter(prescription_items::stage.eq(line.stage.code()));
    let moved: Option<i64> = diesel::update(item)
        .set((
            prescription_items::stage.eq(next.code()),
            prescription_items::stage_since.eq(now),
            prescription_items::closed_at.eq((!next.is_open()).then_some(now)),
        ))
        .returning(prescription_items::id)
        .get_result(connection)
        .optional()?;
    moved.map(|item_id| (item_id, next)).ok_or(Abort::Rejected(Refusal::Moved))
}

/// What was done to an item.
pub struct Done {
    pub number: i16,
    pub before: Stage,
    pub did: Value,
}

/// What was done to the items of one prescription, and that its lines are to be refreshed.
pub struct Act<'a> {
    pub user_id: i64,
    pub verb: &'a str,
    pub patient_id: i64,
    pub prescription_id: i64,
    /// Where the items are by now.
    pub after: Stage,
}

/// # Errors
/// A database error.
pub fn keep_event(connection: &mut PgConnection, act: &Act<'_>, done: &[Done]) -> QueryResult<()> {
    let before: Vec<Value> = done.iter().map(|one| json!({ "item": one.number, "stage": one.before.code() })).collect();
    let did: Vec<Value> = done.iter().map(|one| json!({ "item": one.number, "did": one.did })).collect();
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(act.user_id),
            events::verb.eq(act.verb),
            events::patient_id.eq(act.patient_id),
            events::prescription_id.eq(act.prescription_id),
            events::before.eq(json!({ "items": before })),
            events::after.eq(json!({ "stage": act.after.code(), "items": did })),
        ))
        .execute(connection)?;
    diesel::insert_into(touched::table).values(touched::prescription_id.eq(act.prescription_id)).execute(connection)?;
    Ok(())
}
