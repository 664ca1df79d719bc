//! The hospital's clock: which moment a day and a time of day mean, on days of 23 and 25 hours too (TIME-4).

use chrono::{DateTime, DurationRound, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The longest jump of a clock that is bridged, in minutes; clocks for summer jump an hour at most.
const LONGEST_JUMP: i64 = 180;

/// A moment, and the zone in which its day and time of day are read.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Whole minutes, as times of day are.
    pub now: DateTime<Utc>,
    pub zone: Tz,
}

impl Clock {
    pub fn at(now: DateTime<Utc>, zone: Tz) -> Self {
        Clock { now: now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now), zone }
    }

    pub fn today(&self) -> NaiveDate {
        day_of(self.now, self.zone)
    }

    pub fn time_of_day(&self) -> NaiveTime {
        self.now.with_timezone(&self.zone).time()
    }
}

/// The day on the clock.
pub fn day_of(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The moment of a time of day. A time that the clock jumps over is the next minute that there is; one that comes
/// twice is the first of the two. None on a day that the calendar leaves out.
pub fn moment(day: NaiveDate, time: NaiveTime, zone: Tz) -> Option<DateTime<Utc>> {
    existing(day.and_time(time), zone)
}

/// The same time of day on the next day: 24 hours, or 23 or 25 where the clock changes, so that a validity of a day
/// has each time of day once (VAL-1, TIME-4).
pub fn a_day_after(at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let tomorrow = at.with_timezone(&zone).naive_local() + TimeDelta::days(1);
    existing(tomorrow, zone).unwrap_or(at + TimeDelta::days(1))
}

/// Reads `2026-11-25T14:03` and its like, as a browser sends a moment of this clock; in the hour that comes twice, the
/// first.
pub fn typed_moment(typed: &str, zone: Tz) -> Option<DateTime<Utc>> {
    let patterns = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"];
    let local = patterns.iter().find_map(|pattern| NaiveDateTime::parse_from_str(typed.trim(), pattern).ok())?;
    Some(local.and_local_timezone(zone).earliest()?.with_timezone(&Utc))
}

fn existing(named: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let later = (0..=LONGEST_JUMP).map(|minutes| named + TimeDelta::minutes(minutes));
    let found = later.into_iter().find_map(|local| zone.from_local_datetime(&local).earliest());
    found.map(|local| local.with_timezone(&Utc))
}
