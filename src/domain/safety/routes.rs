//! Routes that the form allows and the hospital does not give the medication by (KNOW-3).

use crate::domain::item::UnusualRoute;
use crate::domain::named::Named;

use super::alert::{Alert, Finding, Rule, Severity};

/// A row of the form by such a route.
#[derive(Clone, Debug)]
pub struct ByUnusualRoute {
    /// From 0.
    pub row: usize,
    pub medication: Named,
    /// What it is, whatever its strength and form.
    pub key: String,
    pub by: UnusualRoute,
}

pub fn check(rows: &[ByUnusualRoute]) -> Vec<Alert> {
    rows.iter().map(alert).collect()
}

fn alert(row: &ByUnusualRoute) -> Alert {
    let UnusualRoute { route, usual } = row.by.clone();
    let decision = format!("route|{}|{}", row.key, route.pt);
    let finding = Finding::RouteUnusual { medication: row.medication.clone(), route, usual };
    Alert { rows: vec![row.row], ..Alert::of(Rule::Route, Severity::Stop, decision, finding) }
}
