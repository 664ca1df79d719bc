//! Ages from which something holds: `28d`, `3m`, `12y` (KNOW-1).

use chrono::{Days, Months, NaiveDate};

/// So many days, months or years after birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Days(u32),
    Months(u32),
    Years(u32),
}

impl Age {
    /// `28d`, `3m`, `12y`; None for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let count = count.parse().ok().filter(|count| *count <= 999)?;
        match unit {
            "d" => Some(Age::Days(count)),
            "m" => Some(Age::Months(count)),
            "y" => Some(Age::Years(count)),
            _ => None,
        }
    }

    /// Whether somebody is that old on a day, or older.
    pub fn is_reached(self, born: NaiveDate, on: NaiveDate) -> bool {
        let day = match self {
            Age::Days(days) => born.checked_add_days(Days::new(u64::from(days))),
            Age::Months(months) => born.checked_add_months(Months::new(months)),
            Age::Years(years) => born.checked_add_months(Months::new(years.saturating_mul(12))),
        };
        day.is_some_and(|day| day <= on)
    }
}
