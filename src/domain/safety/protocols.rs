//! A day of a cycle that was signed already in this stay (WHO-2).

use crate::domain::item::protocol::Protocol;
use crate::domain::named::Named;

use super::alert::{Alert, Finding, Rule, Severity};

/// A row of the form whose place in its protocol has this medication already.
#[derive(Clone, Debug)]
pub struct SignedDay {
    /// From 0.
    pub row: usize,
    pub medication: Named,
    /// What it is, whatever its strength and form.
    pub key: String,
    /// As it was signed.
    pub protocol: Protocol,
}

impl Protocol {
    /// The same day of the same cycle, however the name is written.
    pub fn is_same_day(&self, other: &Protocol) -> bool {
        let name = |protocol: &Protocol| protocol.name.trim().to_lowercase();
        (name(self), self.cycle, self.day) == (name(other), other.cycle, other.day)
    }
}

pub fn check(days: &[SignedDay]) -> Vec<Alert> {
    days.iter().map(alert).collect()
}

fn alert(day: &SignedDay) -> Alert {
    let Protocol { name, cycle, day: of_cycle } = &day.protocol;
    Alert {
        rows: vec![day.row],
        ..Alert::of(
            Rule::Protocol,
            Severity::Warning,
            format!("protocol|{}|{}|{cycle}|{of_cycle}", day.key, name.trim().to_lowercase()),
            Finding::ProtocolDaySigned { medication: day.medication.clone(), protocol: day.protocol.clone() },
        )
    }
}
