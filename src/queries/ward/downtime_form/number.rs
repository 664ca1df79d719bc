//! The number of a form: the moment at which it is made, no two the same.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};

use crate::clock;

/// The last number that this program gave, in milliseconds.
static LAST: AtomicI64 = AtomicI64::new(0);

/// The present moment in whole milliseconds, or the first after it that no form of this program has. Of two programs,
/// two forms of one patient would have to be made in the same thousandth of a second.
pub fn fresh_moment() -> DateTime<Utc> {
    let now = clock::now().timestamp_millis();
    let given = |last: i64| Some(now.max(last + 1));
    // The closure never declines, so both sides are the number before.
    let last = LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, given).unwrap_or_else(|last| last);
    DateTime::from_timestamp_millis(now.max(last + 1)).unwrap_or_default()
}
