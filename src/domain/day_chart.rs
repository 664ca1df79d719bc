//! The chart of the day: when an item's doses are due, and where they stand on an axis of 24 hours.

use std::ops::Range;

use chrono::{DateTime, DurationRound, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

/// Ten-thousandths of an axis.
const WHOLE: i64 = 10_000;

/// An item, as far as its doses go.
#[derive(Clone, Debug)]
pub struct Course<'a> {
    /// Times of day on the hospital's clock.
    pub times: &'a [NaiveTime],
    /// When it was signed; a dose in the same minute counts.
    pub starts: DateTime<Utc>,
    /// When its prescription is no longer valid (VAL-1), or when it was stopped; no dose is due from then on.
    pub ends: DateTime<Utc>,
    /// One dose at once, and no other.
    pub once: bool,
}

impl Course<'_> {
    /// Doses due within a span, in order. Each time of day has one on each day, on days of 23 and 25 hours too (TIME-4).
    pub fn doses(&self, span: &Range<DateTime<Utc>>, zone: &impl TimeZone) -> Vec<DateTime<Utc>> {
        let starts = minute_of(self.starts);
        let ends = if self.once { minute_of(self.ends).min(starts + TimeDelta::days(1)) } else { minute_of(self.ends) };
        let (from, until) = (starts.max(span.start), ends.min(span.end));
        if from >= until {
            return Vec::new();
        }
        let first = from.with_timezone(zone).date_naive();
        let last = until.with_timezone(zone).date_naive();
        let days = first.iter_days().take_while(|day| *day <= last);
        let mut doses: Vec<DateTime<Utc>> =
            days.flat_map(|day| self.times.iter().filter_map(move |time| moment(day, *time, zone))).collect();
        doses.retain(|dose| (from..until).contains(dose));
        doses.sort_unstable();
        doses
    }

    /// The next dose from this minute on.
    pub fn next_dose(&self, now: DateTime<Utc>, zone: &impl TimeZone) -> Option<DateTime<Utc>> {
        let from = minute_of(now.max(self.starts));
        self.doses(&(from..from + TimeDelta::hours(25)), zone).into_iter().next()
    }
}

fn minute_of(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::minutes(1)).unwrap_or(at)
}

/// A time that the clock skips is due when the clock has gone on; one that it shows twice, the first time.
fn moment(day: NaiveDate, time: NaiveTime, zone: &impl TimeZone) -> Option<DateTime<Utc>> {
    let local = day.and_time(time);
    let moment = zone.from_local_datetime(&local).earliest();
    let moment = moment.or_else(|| zone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest());
    moment.map(|moment| moment.with_timezone(&Utc))
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
