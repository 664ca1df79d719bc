//! Who is looking at a line says so, and counts as being there for a while.

use chrono::{DateTime, TimeDelta, Utc};

/// A claim lapses after so long, so that nobody blocks a line by going home.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);

/// Claims from before this moment count no more.
pub fn lapsed_before(now: DateTime<Utc>) -> DateTime<Utc> {
    now - LASTS
}
