//! Why a prescription was not signed, field by field, with what helps to correct it.

use std::collections::HashMap;

use crate::commands::prescribing::supervision::Decided;
use crate::domain::item::typed::Field;
use crate::domain::named::Named;
use crate::domain::problem::Problem;

use super::lineage::Moved;
use super::weigh::Weighed;

/// All that is in the way, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    /// What concerns the doctor, the patient or the form as a whole.
    pub whole: Vec<Problem>,
    /// By row, from 0.
    pub fields: Vec<(usize, Field, Problem)>,
    /// Labels to choose from, where the text fits several medications.
    pub candidates: HashMap<usize, Vec<String>>,
    /// What the safety checks say, the most dangerous first; only where the items are complete.
    pub alerts: Vec<Weighed>,
    /// Medications of an inserted set that are not in the formulary any more.
    pub left_out: Vec<Named>,
    /// Every check ran, and nothing is in the way.
    pub checked: bool,
    /// What somebody else did meanwhile to items that the form renews or changes.
    pub moved: Vec<Moved>,
    /// An item moved at this very moment.
    pub items_moved: bool,
    /// What became of the draft that the form was opened from.
    pub draft_decided: Option<Decided>,
    /// The prescription that this form became already, with other content.
    pub already_signed: Option<String>,
}

impl Rejection {
    pub fn already_signed(location: String) -> Self {
        Rejection { already_signed: Some(location), ..Rejection::default() }
    }

    pub fn of(problem: Problem) -> Self {
        Rejection { whole: vec![problem], ..Rejection::default() }
    }

    /// Nothing in the way; what is worth knowing is said.
    pub fn checked(alerts: Vec<Weighed>) -> Self {
        Rejection { alerts, checked: true, ..Rejection::default() }
    }

    pub fn items_moved() -> Self {
        Rejection { items_moved: true, ..Rejection::default() }
    }

    pub fn draft_decided(decided: Decided) -> Self {
        Rejection { draft_decided: Some(decided), ..Rejection::default() }
    }

    /// Somebody else came first.
    pub fn is_stale(&self) -> bool {
        self.items_moved || !self.moved.is_empty() || self.draft_decided.is_some()
    }

    /// What the form's items are to be followed as by now.
    pub fn catching_up(&self) -> HashMap<String, String> {
        let now = |moved: &Moved| moved.now.map(|follow| follow.to_string()).unwrap_or_default();
        self.moved.iter().map(|moved| (moved.follow.to_string(), now(moved))).collect()
    }

    pub fn is_empty(&self) -> bool {
        !self.is_stale()
            && self.whole.is_empty()
            && self.fields.is_empty()
            && self.alerts.iter().all(Weighed::lets_pass)
    }
}
