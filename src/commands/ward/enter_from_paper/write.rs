//! Keeps what was done on paper, once a row, with both people and both times.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::domain::paper::entry::{Circumstances, Entry, PaperField, confirmation, doubts, read_entry};
use crate::domain::paper::problem::PaperProblem;
use crate::domain::paper::row_code::RowCode;
use crate::domain::problem::Problem;
use crate::schema::{events, paper_entries, prescription_items};

use super::earlier::entry_of_row;
use super::form::{NO_LINE, PaperForm};
use super::performer::{Performer, performer};
use super::rejection::{Conflict, Rejection};
use super::row::Row;

/// Who types which row of paper in, and what is to be replaced by it.
#[derive(Clone)]
pub struct EnterFromPaper {
    pub user_id: i64,
    pub code: RowCode,
    pub form: PaperForm,
    /// The earlier entry of the row.
    pub corrects: Option<i64>,
    pub now: DateTime<Utc>,
    pub zone: Tz,
}

/// What every rule allows.
struct Checked {
    item_id: Option<i64>,
    entry: Entry,
    performer: Performer,
}

/// The new entry's number.
///
/// # Errors
/// A rejection with all that is in the way, or with what was typed of the row before.
pub fn write(connection: &mut PgConnection, command: &EnterFromPaper) -> Result<i64, Abort<Rejection>> {
    let row = Row::load(connection, command.code)?.ok_or(diesel::result::Error::NotFound)?;
    let checked = check(connection, command, &row)?;
    // That a row is typed in once, and an entry corrected once, is decided by unique indexes.
    let inserted = insert(connection, command, &row, &checked)?;
    let Some(id) = inserted else {
        let first = entry_of_row(connection, &command.code)?.ok_or(diesel::result::Error::NotFound)?;
        return Err(Abort::Rejected(Rejection::of_conflict(Conflict::By(first))));
    };
    append_event(connection, command, &row, &checked, id)?;
    Ok(id)
}

fn check(connection: &mut PgConnection, command: &EnterFromPaper, row: &Row) -> Result<Checked, Abort<Rejection>> {
    let form = &command.form;
    let item_id = row.item(&form.line);
    let around = Circumstances {
        now: command.now,
        zone: command.zone,
        made_at: command.code.made_at,
        admitted_at: row.stay.admitted_at,
        discharged_at: row.stay.discharged_at,
        admission_written_at: row.stay.written_at,
        has_line: item_id.is_some(),
        corrects: command.corrects.is_some(),
    };
    let performer = performer(connection, command.user_id, &form.who, &form.name)?;
    match (read_entry(form.typed(), around), performer, check_line(row, form)) {
        (Ok(entry), Ok(performer), None) => {
            let (doubts, confirmation) = (doubts(&entry, around), confirmation(&entry));
            if !doubts.is_empty() && form.confirm != confirmation {
                return Err(Abort::Rejected(Rejection::of_doubts(doubts, confirmation)));
            }
            Ok(Checked { item_id, entry, performer })
        }
        (entry, performer, line) => {
            let fields = entry.err().unwrap_or_default().into_iter().chain(performer.err()).chain(line);
            Err(Abort::Rejected(Rejection::of_fields(fields.collect())))
        }
    }
}

/// A row that is printed for no line says which one it is about, or none.
fn check_line(row: &Row, form: &PaperForm) -> Option<(PaperField, Problem)> {
    let problem = match form.line.trim() {
        _ if row.item(&form.line).is_some() => return None,
        NO_LINE => return None,
        "" => PaperProblem::LineMissing,
        _ => PaperProblem::LineUnknown,
    };
    Some((PaperField::Line, problem.into()))
}

/// None where somebody else was first; waits for whoever is about to be.
fn insert(
    connection: &mut PgConnection,
    command: &EnterFromPaper,
    row: &Row,
    checked: &Checked,
) -> QueryResult<Option<i64>> {
    let Checked { item_id, entry, performer } = checked;
    diesel::insert_into(paper_entries::table)
        .values((
            paper_entries::row_code.eq(command.code.to_string()),
            paper_entries::patient_id.eq(row.patient.id),
            paper_entries::admission_id.eq(row.stay.admission_id),
            paper_entries::item_id.eq(item_id),
            paper_entries::act.eq(entry.act.code()),
            paper_entries::reason.eq(entry.reason),
            paper_entries::described.eq(&entry.described),
            paper_entries::note.eq(&entry.note),
            paper_entries::done_at.eq(entry.done_at),
            paper_entries::done_by.eq(performer.user_id()),
            paper_entries::done_by_name.eq(performer.name()),
            paper_entries::typed_by.eq(command.user_id),
            paper_entries::typed_at.eq(command.now),
            paper_entries::corrects_id.eq(command.corrects),
        ))
        .on_conflict_do_nothing()
        .returning(paper_entries::id)
        .get_result(connection)
        .optional()
}

fn append_event(
    connection: &mut PgConnection,
    command: &EnterFromPaper,
    row: &Row,
    checked: &Checked,
    id: i64,
) -> QueryResult<usize> {
    let line: Option<(i64, i16, String)> = match checked.item_id {
        Some(item_id) => prescription_items::table
            .find(item_id)
            .select((prescription_items::prescription_id, prescription_items::number, prescription_items::stage))
            .first(connection)
            .optional()?,
        None => None,
    };
    let items: Vec<_> = line.iter().map(|(_, number, stage)| json!({ "item": number, "stage": stage })).collect();
    let Checked { entry, performer, .. } = checked;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("enter_from_paper"),
            events::patient_id.eq(row.patient.id),
            events::prescription_id.eq(line.map(|(prescription, ..)| prescription)),
            events::before.eq(json!({ "items": items, "corrects": command.corrects })),
            events::after.eq(json!({
                "entry": id,
                "row_code": command.code.to_string(),
                "act": entry.act.code(),
                "done_at": entry.done_at,
                "done_by": performer.user_id(),
                "done_by_name": performer.name(),
            })),
        ))
        .execute(connection)
}
