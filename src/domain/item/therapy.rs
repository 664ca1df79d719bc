//! Antimicrobial therapy: which day of it this is, and when it is to be reviewed (ITEM-9).

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Hours until the review: the first moment of the 48 to 72 hours.
const REVIEW_AFTER: TimeDelta = TimeDelta::hours(48);
/// Days between two prescriptions of one therapy at most; with more, a day was left out and another therapy begins.
const LONGEST_GAP: i64 = 2;

/// An antimicrobial's course, as known when it was prescribed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Therapy {
    /// The first day, on the hospital's clock: D1.
    pub started_on: NaiveDate,
    pub review_at: DateTime<Utc>,
}

impl Therapy {
    /// What is signed now continues the last of the earlier prescriptions, unless more than one day lies between.
    /// `earlier` are those of the same substance in this stay, in any order, each with its day on the hospital's clock.
    pub fn begun(earlier: &[(DateTime<Utc>, NaiveDate)], now: DateTime<Utc>, today: NaiveDate) -> Self {
        let mut newest_first = earlier.to_vec();
        newest_first.sort_unstable_by(|left, right| right.cmp(left));
        let mut first = (now, today);
        for (at, day) in newest_first {
            if (first.1 - day).num_days() > LONGEST_GAP {
                break;
            }
            first = (at, day);
        }
        Therapy { started_on: first.1, review_at: review_at(first.0, now) }
    }

    /// 1 on the first day.
    pub fn day(&self, today: NaiveDate) -> i64 {
        (today - self.started_on).num_days() + 1
    }
}

/// Two days after the start; who signs once more after that has reviewed it, and does so again in two days.
fn review_at(started_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let first_review = started_at + REVIEW_AFTER;
    if first_review > now { first_review } else { now + REVIEW_AFTER }
}
