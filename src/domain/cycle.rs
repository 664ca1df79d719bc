//! On which days an item is given.

use chrono::{Datelike, NaiveDate, TimeDelta};

/// How days with doses follow each other, counted from the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cycle {
    /// One dose, on one day.
    Once,
    Daily,
    /// Every other day.
    Alternate,
    /// On one day of the week.
    Weekly,
    /// On one day of the month; on its last day where the month is too short.
    Monthly,
}

impl Cycle {
    pub const ALL: [Cycle; 5] = [Cycle::Once, Cycle::Daily, Cycle::Alternate, Cycle::Weekly, Cycle::Monthly];

    /// As stored with a frequency and an item.
    pub fn code(self) -> &'static str {
        match self {
            Cycle::Once => "once",
            Cycle::Daily => "daily",
            Cycle::Alternate => "alternate",
            Cycle::Weekly => "weekly",
            Cycle::Monthly => "monthly",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Cycle::ALL.into_iter().find(|cycle| cycle.code() == code)
    }

    /// Whether doses are due on a day, where they are on the day `first` for the first time.
    pub fn is_due(self, first: NaiveDate, day: NaiveDate) -> bool {
        let days = (day - first).num_days();
        days >= 0
            && match self {
                Cycle::Once => days == 0,
                Cycle::Daily => true,
                Cycle::Alternate => days % 2 == 0,
                Cycle::Weekly => days % 7 == 0,
                Cycle::Monthly => day.day() == first.day() || (day.day() < first.day() && ends_month(day)),
            }
    }

    /// The shortest time from one day with doses to the next.
    pub fn length(self) -> TimeDelta {
        TimeDelta::days(match self {
            Cycle::Once | Cycle::Daily => 1,
            Cycle::Alternate => 2,
            Cycle::Weekly => 7,
            Cycle::Monthly => 28,
        })
    }
}

fn ends_month(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.month() != day.month())
}
