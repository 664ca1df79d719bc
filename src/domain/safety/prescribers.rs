//! What the hospital leaves to some specialties: anybody else prescribes it only in an emergency (WHO-1).

use crate::domain::medication::Specialty;
use crate::domain::named::Named;

use super::alert::{Alert, Finding, Rule, Severity};

/// A row of the form with a medication that is left to some specialties.
#[derive(Clone, Debug)]
pub struct Restricted {
    /// From 0.
    pub row: usize,
    pub medication: Named,
    /// What it is, whatever its strength and form.
    pub key: String,
    pub allowed: Vec<Specialty>,
    /// Whom to ask: names with registrations.
    pub colleagues: Vec<String>,
}

pub fn check(own: Option<&Specialty>, restricted: &[Restricted]) -> Vec<Alert> {
    let Some(own) = own else { return Vec::new() };
    let closed = restricted.iter().filter(|row| !row.allowed.iter().any(|allowed| allowed.id == own.id));
    closed.map(|row| alert(own, row)).collect()
}

fn alert(own: &Specialty, row: &Restricted) -> Alert {
    Alert {
        rows: vec![row.row],
        ..Alert::of(
            Rule::Prescriber,
            Severity::Stop,
            format!("specialty|{}", row.key),
            Finding::SpecialtyMayNot {
                medication: row.medication.clone(),
                own: own.name.clone(),
                allowed: row.allowed.iter().map(|specialty| specialty.name.clone()).collect(),
                colleagues: row.colleagues.clone(),
            },
        )
    }
}
