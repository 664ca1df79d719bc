//! Which refresh a page stands on, and whether it lacks what was committed before (FRESH-1).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::read_model::tables::as_of;

/// A change that no refresh covers is on its way to the lists for this long; after that it is missing.
const UNDER_WAY: TimeDelta = TimeDelta::seconds(2);

/// The newest refresh that a transaction sees: all lines it reads are as of then.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = as_of)]
pub struct AsOf {
    pub number: i64,
    pub at: DateTime<Utc>,
    /// When the oldest change was written that the transaction sees and the refresh does not cover.
    pub missing_since: Option<DateTime<Utc>>,
    /// The database's clock.
    pub now: DateTime<Utc>,
}

impl AsOf {
    /// Of lines that were kept as they were: nothing can be missing from them.
    pub fn kept(number: i64, at: DateTime<Utc>) -> Self {
        AsOf { number, at, missing_since: None, now: at }
    }

    /// True where something is committed that the lines lack, and has been for too long.
    pub fn is_behind(&self) -> bool {
        self.missing_for() > UNDER_WAY
    }

    /// How long the oldest change has waited for its refresh; zero when none does.
    pub fn missing_for(&self) -> TimeDelta {
        self.missing_since.map_or(TimeDelta::zero(), |since| self.now - since)
    }
}

/// To be asked in the same transaction as the lines.
///
/// # Errors
/// A database error, or `NotFound` before the first refresh.
pub fn as_of(connection: &mut PgConnection) -> QueryResult<AsOf> {
    as_of::table.select(AsOf::as_select()).first(connection)
}
