//! Which line the pharmacist looks at first (PH-2): at once, high-alert, a first antimicrobial dose, intensive care and
//! children, the rest; among equals what has waited longest.

use chrono::NaiveDate;

/// Years from which nobody is a child any more.
const ADULT_YEARS: u32 = 18;

/// What the order of a line depends on.
#[derive(Clone, Copy, Debug)]
pub struct Urgency {
    pub stat: bool,
    pub high_alert: bool,
    /// The first day of an antimicrobial therapy.
    pub first_antimicrobial: bool,
    pub intensive_care: bool,
    pub born: NaiveDate,
}

/// The class of a line, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    AtOnce,
    HighAlert,
    FirstAntimicrobial,
    IntensiveOrChild,
    Rest,
}

impl Class {
    pub fn code(self) -> &'static str {
        match self {
            Class::AtOnce => "at-once",
            Class::HighAlert => "high-alert",
            Class::FirstAntimicrobial => "first-antimicrobial",
            Class::IntensiveOrChild => "intensive-or-child",
            Class::Rest => "rest",
        }
    }
}

impl Urgency {
    pub fn class(self, today: NaiveDate) -> Class {
        let is_child = today.years_since(self.born).is_none_or(|years| years < ADULT_YEARS);
        match self {
            Urgency { stat: true, .. } => Class::AtOnce,
            Urgency { high_alert: true, .. } => Class::HighAlert,
            Urgency { first_antimicrobial: true, .. } => Class::FirstAntimicrobial,
            Urgency { intensive_care: true, .. } => Class::IntensiveOrChild,
            _ if is_child => Class::IntensiveOrChild,
            _ => Class::Rest,
        }
    }
}
