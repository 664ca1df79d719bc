//! Whether the dispatch list agrees with the tables, line by line, both ways.

use diesel::prelude::*;

use crate::read_model::tables::disagreements;

/// A line that the dispatch list lacks (`missing`), or has though the tables don't say so (`wrong`).
#[derive(Debug, Queryable, Selectable, PartialEq, Eq)]
#[diesel(table_name = disagreements)]
pub struct Disagreement {
    pub kind: String,
    pub prescription_id: i64,
    pub item_number: i16,
}

/// Recomputes every line from the tables and compares. Empty while no refresh is pending.
///
/// # Errors
/// A database error.
pub fn disagreements(connection: &mut PgConnection) -> QueryResult<Vec<Disagreement>> {
    disagreements::table
        .select(Disagreement::as_select())
        .order((disagreements::prescription_id, disagreements::item_number))
        .load(connection)
}
