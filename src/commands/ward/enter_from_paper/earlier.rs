//! What was typed in already, as the forms say it: of which row, who did it, who typed it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::paper::row_code::RowCode;
use crate::schema::{medications, paper_entries, prescription_items, users};

/// An entry with the names that tell it.
pub struct Earlier {
    pub id: i64,
    pub row_code: String,
    pub item_id: Option<i64>,
    pub medication_name_pt: Option<String>,
    pub medication_name_en: Option<String>,
    pub act: String,
    pub reason: Option<String>,
    pub described: String,
    pub note: String,
    pub done_at: DateTime<Utc>,
    pub done_by: String,
    /// None of somebody without a log-in.
    pub done_by_username: Option<String>,
    pub typed_at: DateTime<Utc>,
    pub typed_by: String,
    pub corrected_by_id: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = paper_entries)]
struct Row {
    row_code: String,
    item_id: Option<i64>,
    act: String,
    reason: Option<String>,
    described: String,
    note: String,
    done_at: DateTime<Utc>,
    done_by: Option<i64>,
    done_by_name: Option<String>,
    typed_by: i64,
    typed_at: DateTime<Utc>,
}

impl Earlier {
    /// # Errors
    /// [`diesel::result::Error::NotFound`] without such an entry.
    pub fn load(connection: &mut PgConnection, id: i64) -> QueryResult<Self> {
        let row = paper_entries::table.find(id).select(Row::as_select()).first(connection)?;
        let names: Option<(String, String)> = match row.item_id {
            Some(item) => Some(
                prescription_items::table
                    .inner_join(medications::table)
                    .filter(prescription_items::id.eq(item))
                    .select((medications::name_pt, medications::name_en))
                    .first(connection)?,
            ),
            None => None,
        };
        let (medication_name_pt, medication_name_en) = names.unzip();
        let (_, typed_by) = person(connection, row.typed_by)?;
        let doer = row.done_by.map(|id| person(connection, id)).transpose()?;
        let (done_by_username, done_by) = doer.unzip();
        let corrected_by_id = paper_entries::table
            .filter(paper_entries::corrects_id.eq(id))
            .select(paper_entries::id)
            .first(connection)
            .optional()?;
        Ok(Earlier {
            id,
            row_code: row.row_code,
            item_id: row.item_id,
            medication_name_pt,
            medication_name_en,
            act: row.act,
            reason: row.reason,
            described: row.described,
            note: row.note,
            done_at: row.done_at,
            done_by: done_by.or(row.done_by_name).unwrap_or_default(),
            done_by_username,
            typed_at: row.typed_at,
            typed_by,
            corrected_by_id,
        })
    }
}

/// Username and name.
fn person(connection: &mut PgConnection, id: i64) -> QueryResult<(String, String)> {
    users::table.find(id).select((users::username, users::name)).first(connection)
}

/// What counts of a row by now: its last entry; None where nobody typed it in.
///
/// # Errors
/// A database error.
pub fn entry_of_row(connection: &mut PgConnection, code: &RowCode) -> QueryResult<Option<i64>> {
    paper_entries::table
        .filter(paper_entries::row_code.eq(code.to_string()))
        .order(paper_entries::id.desc())
        .select(paper_entries::id)
        .first(connection)
        .optional()
}

/// When somebody did what this person typed in last, if that was of the same form.
///
/// # Errors
/// A database error.
pub fn last_done_on_form(
    connection: &mut PgConnection,
    user_id: i64,
    code: &RowCode,
    now: DateTime<Utc>,
) -> QueryResult<Option<DateTime<Utc>>> {
    let last: Option<(String, DateTime<Utc>)> = paper_entries::table
        .filter(paper_entries::typed_by.eq(user_id))
        .order(paper_entries::id.desc())
        .select((paper_entries::row_code, paper_entries::done_at))
        .first(connection)
        .optional()?;
    let of_same_form = |typed: &str| RowCode::parse(typed, now).is_ok_and(|other| other.made_at == code.made_at);
    Ok(last.filter(|(typed, _)| of_same_form(typed)).map(|(_, done_at)| done_at))
}
