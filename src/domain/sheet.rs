//! What a ward's sheet lists, and in which order.

use std::ops::Range;

use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};

use crate::domain::clock::{Clock, a_day_after, moment};

/// Hours of the clock at which a shift begins, twelve hours each, as hospitals here work.
const SHIFTS: [u32; 2] = [7, 19];

/// How lines follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// A block a patient, bed by bed.
    #[default]
    Bed,
    /// A block a time of day, with what is due then in each bed.
    Time,
}

/// For how long doses are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// Those of today, and of the next 24 hours.
    #[default]
    Day,
    /// Those of the shift that it is now.
    Shift,
}

/// A sheet's options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub arrangement: Arrangement,
    pub span: Span,
    /// Leaves out lines of which nothing is due meanwhile; never one that may be given as needed or runs.
    pub only_due: bool,
    pub landscape: bool,
}

impl Arrangement {
    pub const ALL: [Arrangement; 2] = [Arrangement::Bed, Arrangement::Time];

    /// As stored with a print and sent by its form.
    pub fn code(self) -> &'static str {
        match self {
            Arrangement::Bed => "bed",
            Arrangement::Time => "time",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Arrangement::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl Span {
    pub const ALL: [Span; 2] = [Span::Day, Span::Shift];

    /// As stored with a print and sent by its form.
    pub fn code(self) -> &'static str {
        match self {
            Span::Day => "day",
            Span::Shift => "shift",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Span::ALL.into_iter().find(|one| one.code() == code)
    }

    /// From when to, not including, when doses are listed on a sheet made at a moment.
    pub fn hours(self, clock: Clock) -> Range<DateTime<Utc>> {
        match self {
            Span::Day => {
                let midnight = moment(clock.today(), NaiveTime::MIN, clock.zone).unwrap_or(clock.now);
                midnight..a_day_after(clock.now, clock.zone)
            }
            Span::Shift => shift(clock),
        }
    }
}

/// The night's shift begins on one day and ends on the next.
fn shift(clock: Clock) -> Range<DateTime<Utc>> {
    let [morning, evening] = SHIFTS;
    let hour = clock.time_of_day().hour();
    let today = clock.today();
    let (begins, ends) = match hour {
        hour if hour < morning => ((today - TimeDelta::days(1), evening), (today, morning)),
        hour if hour < evening => ((today, morning), (today, evening)),
        _ => ((today, evening), (today + TimeDelta::days(1), morning)),
    };
    let at = |(day, hour)| {
        NaiveTime::from_hms_opt(hour, 0, 0).and_then(|time| moment(day, time, clock.zone)).unwrap_or(clock.now)
    };
    at(begins)..at(ends)
}
