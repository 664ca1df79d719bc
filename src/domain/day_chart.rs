//! The chart of the day: when an item's doses are due, and where they stand on an axis of 24 hours.

use std::ops::Range;

use chrono::{DateTime, DurationRound, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::domain::doses::Schedule;

/// Ten-thousandths of an axis.
const WHOLE: i64 = 10_000;

/// An item, as far as its doses go.
#[derive(Clone, Debug)]
pub struct Course {
    pub schedule: Schedule,
    /// When it was signed; a dose in the same minute counts.
    pub starts: DateTime<Utc>,
    /// When its prescription is no longer valid (VAL-1), or when it was stopped; no dose is due from then on.
    pub ends: DateTime<Utc>,
}

impl Course {
    /// Doses due within a span, in order (TIME-4).
    pub fn doses(&self, span: &Range<DateTime<Utc>>, zone: Tz) -> Vec<DateTime<Utc>> {
        let (starts, ends) = (minute_of(self.starts), minute_of(self.ends));
        let (from, until) = (starts.max(span.start), ends.min(span.end));
        if from >= until { Vec::new() } else { self.schedule.doses(from, until, zone) }
    }

    /// The next dose from this minute on.
    pub fn next_dose(&self, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let from = minute_of(now.max(self.starts));
        self.schedule.next_doses(from, 1, zone).into_iter().find(|dose| *dose < minute_of(self.ends))
    }
}

fn minute_of(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::minutes(1)).unwrap_or(at)
}

/// 24 hours of the hospital's clock, from one full hour to the same of the next day.
#[derive(Clone, Debug)]
pub struct Axis {
    pub span: Range<DateTime<Utc>>,
}

impl Axis {
    /// From twelve hours before to twelve hours after the hour that it is.
    pub fn around(now: DateTime<Utc>, zone: &impl TimeZone) -> Self {
        let hour = now.with_timezone(zone).naive_local();
        let past = hour - hour.duration_trunc(TimeDelta::hours(1)).unwrap_or(hour);
        let starts = now - past - TimeDelta::hours(12);
        Axis { span: starts..starts + TimeDelta::hours(24) }
    }

    /// Where a moment stands, in ten-thousandths; None beside the axis.
    pub fn place(&self, at: DateTime<Utc>) -> Option<i64> {
        let whole = (self.span.end - self.span.start).num_seconds();
        self.span.contains(&at).then(|| (at - self.span.start).num_seconds() * WHOLE / whole)
    }

    /// The full hours on it.
    pub fn hours(&self) -> impl Iterator<Item = DateTime<Utc>> {
        (0..24).map(|hour| self.span.start + TimeDelta::hours(hour))
    }
}
