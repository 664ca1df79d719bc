//! Months, quarters and years in words.

use chrono::{Datelike, NaiveDate};
use fluent_templates::fluent_bundle::FluentValue;

use crate::domain::period::{Period, Span};

use super::{Language, Words};

impl Words {
    /// `11/2026`, or `Nov 2026`.
    pub fn month(&self, day: impl std::borrow::Borrow<NaiveDate>) -> String {
        let day = day.borrow();
        match self.language {
            Language::Portuguese => day.format("%m/%Y").to_string(),
            Language::English => day.format("%b %Y").to_string(),
        }
    }

    /// `4º trimestre de 2026`, `2026`, `11/2026`.
    pub fn period(&self, period: impl std::borrow::Borrow<Period>) -> String {
        let period = *period.borrow();
        let (day, year) = (period.first_day(), period.first_day().year().to_string());
        match period.span() {
            Span::Month => self.month(day),
            Span::Year => year,
            Span::Quarter => {
                let quarter = (day.month0() / 3 + 1).to_string();
                self.lookup("period-quarter", [("n", FluentValue::from(quarter)), ("year", FluentValue::from(year))])
            }
        }
    }
}
