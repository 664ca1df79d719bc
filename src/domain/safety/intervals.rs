//! Doses in a row closer than half of the interval that they should keep (TIME-3).

use crate::domain::named::Named;

use super::alert::{Alert, Finding, Rule, Severity};

/// A row of the form with doses too close to each other.
#[derive(Clone, Debug)]
pub struct Close {
    /// From 0.
    pub row: usize,
    pub medication: Named,
    /// What it is, whatever its strength and form.
    pub key: String,
    /// Times on the hospital's clock.
    pub earlier: String,
    pub later: String,
    /// The interval, in hours.
    pub hours: i64,
}

pub fn check(close: &[Close]) -> Vec<Alert> {
    close.iter().map(alert).collect()
}

fn alert(row: &Close) -> Alert {
    let Close { row, medication, key, earlier, later, hours } = row.clone();
    Alert {
        rows: vec![row],
        ..Alert::of(
            Rule::Intervals,
            Severity::Warning,
            format!("doses too close|{key}|{earlier} {later} of {hours} h"),
            Finding::DosesTooClose { medication, earlier, later, hours },
        )
    }
}
