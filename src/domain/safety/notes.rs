//! Medicines that stand in the note of another: neither checked nor supplied (KNOW-11).

use crate::domain::named::Named;

use super::alert::{Alert, Finding, Rule, Severity};

/// A row of the form whose note names others.
#[derive(Clone, Debug)]
pub struct InNote {
    /// From 0.
    pub row: usize,
    pub medication: Named,
    /// What it is, whatever its strength and form.
    pub key: String,
    /// Folded, with commas.
    pub names: String,
}

pub fn check(rows: &[InNote]) -> Vec<Alert> {
    rows.iter().map(alert).collect()
}

fn alert(row: &InNote) -> Alert {
    let decision = format!("note|{}|{}", row.key, row.names);
    let finding = Finding::MedicineInNote { medication: row.medication.clone(), names: row.names.clone() };
    Alert { rows: vec![row.row], ..Alert::of(Rule::Note, Severity::Warning, decision, finding) }
}
