//! The same substance twice, or two of one group (ITEM-11).

use super::alert::{Alert, Finding, Rule, Severity};
use super::{Drug, Origin};

/// Characters of an ATC code that name the chemical group.
const GROUP: usize = 5;

pub fn check(new: &[Drug], given: &[Drug]) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for (place, drug) in new.iter().enumerate() {
        let active = given.iter().filter(|other| other.origin == Origin::Active);
        alerts.extend(new[place + 1..].iter().chain(active).filter_map(|other| between(drug, other)));
    }
    alerts
}

fn between(drug: &Drug, other: &Drug) -> Option<Alert> {
    let (medication, name) = (drug.name.clone(), other.name.clone());
    let (severity, finding) = if drug.has_any(&other.substances) && drug.route == other.route {
        (Severity::Warning, Finding::SameSubstanceSameRoute { medication, other: name })
    } else if drug.has_any(&other.substances) {
        (Severity::Notice, Finding::SameSubstance { medication, other: name })
    } else if same_group(&drug.atc_code, &other.atc_code) {
        (Severity::Notice, Finding::SameGroup { medication, other: name })
    } else {
        return None;
    };
    let mut keys = [drug.key(), other.key()];
    keys.sort_unstable();
    Some(Alert {
        rows: drug.row().into_iter().chain(other.row()).collect(),
        partners: other.item_id.into_iter().collect(),
        ..Alert::of(Rule::Duplicate, severity, format!("duplicate|{}|{}|{}", keys[0], keys[1], drug.route), finding)
    })
}

fn same_group(left: &str, right: &str) -> bool {
    left.len() >= GROUP && left.get(..GROUP) == right.get(..GROUP)
}
