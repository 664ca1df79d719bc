//! Why nothing was signed, field by field.

use std::collections::HashMap;

use crate::commands::prescribing::prescribe::weigh::Weighed;
use crate::domain::item::typed::Field;
use crate::domain::problem::Problem;

/// All that is in the way, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub whole: Vec<Problem>,
    /// By row, from 0.
    pub fields: Vec<(usize, Field, Problem)>,
    /// Labels to choose from, where the text fits several medications.
    pub candidates: HashMap<usize, Vec<String>>,
    /// What the safety checks say; only where the items are complete.
    pub alerts: Vec<Weighed>,
    /// Every check ran, and nothing is in the way.
    pub checked: bool,
    /// What this form became already, with other content.
    pub already_signed: Option<String>,
}

impl Rejection {
    pub fn already_signed(location: String) -> Self {
        Rejection { already_signed: Some(location), ..Rejection::default() }
    }

    /// Nothing in the way; what is worth knowing is said.
    pub fn checked(alerts: Vec<Weighed>) -> Self {
        Rejection { alerts, checked: true, ..Rejection::default() }
    }

    /// The stay is another one by now.
    pub fn is_stale(&self) -> bool {
        self.whole.contains(&Problem::OtherAdmission)
    }

    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.fields.is_empty() && self.alerts.iter().all(Weighed::lets_pass)
    }
}
