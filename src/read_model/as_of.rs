//! Which refresh a page stands on.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::read_model::tables::refreshes;

/// The newest refresh that a transaction sees: all lines it reads are as of then.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = refreshes)]
pub struct AsOf {
    pub number: i64,
    pub at: DateTime<Utc>,
}

/// To be asked in the same transaction as the lines.
///
/// # Errors
/// A database error, or `NotFound` before the first refresh.
pub fn as_of(connection: &mut PgConnection) -> QueryResult<AsOf> {
    refreshes::table.select(AsOf::as_select()).order(refreshes::number.desc()).first(connection)
}
