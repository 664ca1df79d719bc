//! How long what goes home lasts, held against its course (CTL-4).

use crate::domain::named::Named;

use super::alert::{Alert, Finding, Rule, Severity};

/// A supply below so many percent of the course ends before it …
const LEAST: u32 = 80;
/// … and above so many, somebody has the rest at home.
const MOST: u32 = 150;

/// How long a supply lasts, where that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// Dispensing units.
    pub supply: u32,
    /// Days, a begun one counted whole.
    pub lasts: u32,
    pub course: u32,
    /// Days from one day with doses to the next: the last dose covers them all.
    pub every_days: u32,
    /// Nobody knows how much will be taken, at most what was written.
    pub as_needed: bool,
}

impl Lasting {
    fn is_too_short(self) -> bool {
        !self.as_needed && self.lasts.saturating_mul(100) < self.course.saturating_mul(LEAST)
    }

    /// A single unit is never too much: nobody hands out less.
    fn is_too_long(self) -> bool {
        let to_last_dose = self.lasts.saturating_sub(self.every_days.saturating_sub(1));
        self.supply > 1 && to_last_dose.saturating_mul(100) > self.course.saturating_mul(MOST)
    }
}

/// A row of the form with what it supplies.
#[derive(Clone, Debug)]
pub struct Supplied {
    /// From 0.
    pub row: usize,
    pub medication: Named,
    /// What it is, whatever its strength and form.
    pub key: String,
    pub lasting: Lasting,
}

pub fn check(supplies: &[Supplied]) -> Vec<Alert> {
    supplies.iter().filter_map(alert).collect()
}

fn alert(supplied: &Supplied) -> Option<Alert> {
    let Supplied { row, medication, key, lasting } = supplied;
    let Lasting { lasts, course, .. } = *lasting;
    let medication = medication.clone();
    let finding = if lasting.is_too_short() {
        Finding::SupplyTooShort { medication, lasts, course }
    } else if lasting.is_too_long() {
        Finding::SupplyTooLong { medication, lasts, course }
    } else {
        return None;
    };
    Some(Alert {
        rows: vec![*row],
        ..Alert::of(Rule::Supply, Severity::Warning, format!("supply|{key}|{lasts}|{course}"), finding)
    })
}
