//! Why a prescription was not signed, field by field, with what helps to correct it.

use std::collections::HashMap;

use crate::domain::item::typed::Field;
use crate::domain::named::Named;
use crate::domain::problem::Problem;

use super::weigh::Weighed;

/// All that is in the way, in the order of the form.
#[derive(Debug, Default)]
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

    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.fields.is_empty() && self.alerts.iter().all(Weighed::lets_pass)
    }
}
