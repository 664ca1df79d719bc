//! Periods of the hospital's calendar that books and balances are closed by: a month, a quarter, a year.

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::clock::moment;

/// Years that a URL may name.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// As in URLs: `2026-11`, `2026-Q4`, `2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first of a month.
    first_day: NaiveDate,
    span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Month,
    Quarter,
    Year,
}

impl Span {
    fn months(self) -> u32 {
        match self {
            Span::Month => 1,
            Span::Quarter => 3,
            Span::Year => 12,
        }
    }
}

impl Period {
    /// The period of a span that a day lies in.
    pub fn of(day: NaiveDate, span: Span) -> Self {
        let month = day.month0() - day.month0() % span.months();
        let first_day = NaiveDate::from_ymd_opt(day.year(), month + 1, 1).unwrap_or(day);
        Period { first_day, span }
    }

    /// Reads what [`Period::code`] writes; None for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
        let (month, span) = match part {
            None => (1, Span::Year),
            Some(part) => match part.strip_prefix('Q') {
                Some(quarter) => {
                    (quarter.parse::<u32>().ok()?.checked_sub(1)?.checked_mul(3)?.checked_add(1)?, Span::Quarter)
                }
                None => (part.parse().ok()?, Span::Month),
            },
        };
        let first_day = NaiveDate::from_ymd_opt(year.parse().ok().filter(|year| YEARS.contains(year))?, month, 1)?;
        Some(Period { first_day, span }).filter(|period| period.code() == text)
    }

    pub fn code(self) -> String {
        let year = self.first_day.year();
        match self.span {
            Span::Month => format!("{year}-{:02}", self.first_day.month()),
            Span::Quarter => format!("{year}-Q{}", self.first_day.month0() / 3 + 1),
            Span::Year => year.to_string(),
        }
    }

    pub fn span(self) -> Span {
        self.span
    }

    pub fn first_day(self) -> NaiveDate {
        self.first_day
    }

    pub fn last_day(self) -> NaiveDate {
        self.after().pred_opt().unwrap_or(self.first_day)
    }

    /// The day after its last.
    fn after(self) -> NaiveDate {
        self.first_day.checked_add_months(Months::new(self.span.months())).unwrap_or(self.first_day)
    }

    pub fn next(self) -> Self {
        Period { first_day: self.after(), ..self }
    }

    pub fn previous(self) -> Self {
        let first_day = self.first_day.checked_sub_months(Months::new(self.span.months()));
        Period { first_day: first_day.unwrap_or(self.first_day), ..self }
    }

    /// From its first moment up to, not including, the first one after it, on the hospital's clock.
    pub fn moments(self, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
        let midnight = |day: NaiveDate| {
            moment(day, NaiveTime::MIN, zone).unwrap_or_else(|| day.and_time(NaiveTime::MIN).and_utc())
        };
        (midnight(self.first_day), midnight(self.after()))
    }
}
