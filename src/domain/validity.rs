//! Until when a prescription is valid (VAL-1, VAL-2).

use chrono::{DateTime, Days, LocalResult, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// A prescription is valid 24 hours at most (VAL-1).
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// The hospital's rule on when prescriptions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOver {
    /// When every prescription ends, on the hospital's clock; None where each ends after 24 hours.
    pub at: Option<NaiveTime>,
    /// A cut-over this near does not end what has only just begun.
    pub spares: TimeDelta,
}

/// The cut-over, or 24 hours after the start, whichever is first (VAL-2).
pub fn valid_until(start: DateTime<Utc>, cut_over: CutOver, zone: Tz) -> DateTime<Utc> {
    let at_most = start + LONGEST;
    let Some(at) = cut_over.at else { return at_most };
    let earliest = start + cut_over.spares;
    let first_day = earliest.with_timezone(&zone).date_naive();
    let days = (0..=2).filter_map(|ahead| first_day.checked_add_days(Days::new(ahead)));
    let cut_overs = days.map(|day| instant(day.and_time(at), zone));
    cut_overs.filter(|cut_over| *cut_over > earliest).min().map_or(at_most, |cut_over| cut_over.min(at_most))
}

/// A time that the clock skips counts as the next one that it has; of two, the first.
fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let mut local = local;
    for _ in 0..24 * 4 {
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => return at.with_timezone(&Utc),
            LocalResult::None => local += TimeDelta::minutes(15),
        }
    }
    local.and_utc()
}
