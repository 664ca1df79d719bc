//! Until when a prescription is valid (VAL-1, VAL-2).

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::clock::{a_day_after, day_of, moment};

/// The hospital's rule on when prescriptions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOver {
    /// When every prescription ends, on the hospital's clock; None where each ends after 24 hours.
    pub at: Option<NaiveTime>,
    /// A cut-over this near does not end what has only just begun.
    pub spares: TimeDelta,
}

/// The end of items that begin at different moments: by the rule for the last of them, and never more than a day
/// after the first (VAL-1).
pub fn valid_until_of_all(begins: &[DateTime<Utc>], now: DateTime<Utc>, cut_over: CutOver, zone: Tz) -> DateTime<Utc> {
    let first = begins.iter().min().copied().unwrap_or(now);
    let last = begins.iter().max().copied().unwrap_or(now);
    valid_until(last, cut_over, zone).min(a_day_after(first, zone))
}

/// The ends of what begins now and of what begins later, which are prescriptions of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Where nothing begins now, as of what begins later.
    pub now: DateTime<Utc>,
    /// Where nothing begins later, as of what begins now.
    pub later: DateTime<Utc>,
}

impl Ends {
    pub fn of(begins: &[DateTime<Utc>], now: DateTime<Utc>, cut_over: CutOver, zone: Tz) -> Self {
        let (at_once, later): (Vec<DateTime<Utc>>, Vec<DateTime<Utc>>) =
            begins.iter().partition(|begin| **begin <= now);
        let end = |begins: &[DateTime<Utc>]| valid_until_of_all(begins, now, cut_over, zone);
        match (at_once.is_empty(), later.is_empty()) {
            (true, false) => Ends { now: end(&later), later: end(&later) },
            (_, true) => Ends { now: end(&at_once), later: end(&at_once) },
            (false, false) => Ends { now: end(&at_once), later: end(&later) },
        }
    }
}

/// The cut-over, or a day after the start, whichever is first (VAL-1, VAL-2).
pub fn valid_until(start: DateTime<Utc>, cut_over: CutOver, zone: Tz) -> DateTime<Utc> {
    let at_most = a_day_after(start, zone);
    let Some(at) = cut_over.at else { return at_most };
    let earliest = start + cut_over.spares;
    let first_day = day_of(earliest, zone);
    let days = (0..=2).filter_map(|ahead| first_day.checked_add_days(Days::new(ahead)));
    let cut_overs = days.filter_map(|day| moment(day, at, zone));
    cut_overs.filter(|cut_over| *cut_over > earliest).min().map_or(at_most, |cut_over| cut_over.min(at_most))
}
