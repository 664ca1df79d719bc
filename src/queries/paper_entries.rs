//! What was typed in from paper, for every page that tells it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::paper::entry::Act;
use crate::queries::look_alike_names::tall_man_names;
use crate::read_model::tables::paper_entries;

#[derive(Queryable, Selectable)]
#[diesel(table_name = paper_entries)]
pub struct PaperEntry {
    pub id: i64,
    pub row_code: String,
    pub patient_id: i64,
    pub patient_name: String,
    pub birth_date: NaiveDate,
    pub record_number: String,
    pub bed_code: String,
    pub prescription_id: Option<i64>,
    pub item_number: Option<i16>,
    pub medication_name_pt: Option<String>,
    pub medication_name_en: Option<String>,
    pub act: String,
    pub reason: Option<String>,
    pub described: String,
    pub note: String,
    pub done_at: DateTime<Utc>,
    pub done_by: String,
    pub typed_at: DateTime<Utc>,
    pub typed_by: String,
    pub corrected_by_id: Option<i64>,
    /// Stopped, ordered or supplied, and not yet done properly.
    pub waits: bool,
}

impl PaperEntry {
    pub fn is_corrected(&self) -> bool {
        self.corrected_by_id.is_some()
    }

    pub fn is(&self, act: Act) -> bool {
        self.act == act.code()
    }
}

/// One entry; None where there is no such.
///
/// # Errors
/// A database error.
pub fn paper_entry(connection: &mut PgConnection, id: i64) -> QueryResult<Option<PaperEntry>> {
    let found = entries().filter(paper_entries::id.eq(id)).load(connection)?;
    Ok(with_tall_names(connection, found)?.pop())
}

/// By their numbers.
///
/// # Errors
/// A database error.
pub fn paper_entries_of(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<HashMap<i64, PaperEntry>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = entries().filter(paper_entries::id.eq_any(ids)).load(connection)?;
    Ok(with_tall_names(connection, found)?.into_iter().map(|entry| (entry.id, entry)).collect())
}

/// Of one line, in the order in which it was done.
///
/// # Errors
/// A database error.
pub fn paper_entries_of_line(
    connection: &mut PgConnection,
    prescription_id: i64,
    number: i16,
) -> QueryResult<Vec<PaperEntry>> {
    let found = entries()
        .filter(paper_entries::prescription_id.eq(prescription_id))
        .filter(paper_entries::item_number.eq(number))
        .order((paper_entries::done_at, paper_entries::id))
        .load(connection)?;
    with_tall_names(connection, found)
}

/// What waits to be done properly, the oldest first, `most` at most.
///
/// # Errors
/// A database error.
pub fn waiting_paper_entries(connection: &mut PgConnection, most: i64) -> QueryResult<Vec<PaperEntry>> {
    let found = entries()
        .filter(paper_entries::waits)
        .order((paper_entries::done_at, paper_entries::id))
        .limit(most)
        .load(connection)?;
    with_tall_names(connection, found)
}

/// How many wait.
///
/// # Errors
/// A database error.
pub fn count_waiting(connection: &mut PgConnection) -> QueryResult<i64> {
    paper_entries::table.filter(paper_entries::waits).count().get_result(connection)
}

type Entries = diesel::dsl::Select<paper_entries::table, diesel::dsl::AsSelect<PaperEntry, diesel::pg::Pg>>;

fn entries() -> diesel::helper_types::IntoBoxed<'static, Entries, diesel::pg::Pg> {
    paper_entries::table.select(PaperEntry::as_select()).into_boxed()
}

fn with_tall_names(connection: &mut PgConnection, mut found: Vec<PaperEntry>) -> QueryResult<Vec<PaperEntry>> {
    if found.is_empty() {
        return Ok(found);
    }
    let names = found
        .iter_mut()
        .flat_map(|entry| entry.medication_name_pt.iter_mut().chain(entry.medication_name_en.iter_mut()));
    tall_man_names(connection)?.capitalise(names);
    Ok(found)
}
