//! Restricted antimicrobials at signing: released for some hours, then only as stewardship says (WHO-3).

use crate::domain::named::Named;
use crate::domain::stewardship::Standing;

use super::alert::{Alert, Finding, Rule, Severity};

/// A row of the form with a restricted antimicrobial.
#[derive(Clone, Debug)]
pub struct Stewarded {
    /// From 0.
    pub row: usize,
    pub medication: Named,
    /// What it is, whatever its strength and form.
    pub key: String,
    pub standing: Standing,
}

pub fn check(stewarded: &[Stewarded]) -> Vec<Alert> {
    stewarded.iter().map(alert).collect()
}

fn alert(row: &Stewarded) -> Alert {
    let medication = row.medication.clone();
    let (severity, state, since, finding) = match row.standing.clone() {
        Standing::Released { until } => {
            (Severity::Notice, "released", until, Finding::StewardshipReleased { medication, until })
        }
        Standing::Approved { until } => {
            (Severity::Notice, "approved", until, Finding::StewardshipApproved { medication, until })
        }
        Standing::Ended { at } => (Severity::Stop, "ended", at, Finding::StewardshipEnded { medication, at }),
        Standing::Expired { at } => (Severity::Stop, "expired", at, Finding::StewardshipExpired { medication, at }),
        Standing::Refused { at, proposal } => {
            (Severity::Stop, "refused", at, Finding::StewardshipRefused { medication, proposal })
        }
    };
    // Another end is another decision: it is asked about anew.
    let decision = format!("stewardship|{}|{state} {}", row.key, since.timestamp());
    Alert { rows: vec![row.row], ..Alert::of(Rule::Stewardship, severity, decision, finding) }
}
