//! Why an allergy record was not written.

use crate::domain::allergy::AllergyField;
use crate::domain::problem::Problem;

/// All that is in the way, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub fields: Vec<(AllergyField, Problem)>,
    stale: bool,
    /// What the record says by now, in words; only when it changed after the form was opened.
    pub recorded_now: Option<String>,
}

impl Rejection {
    pub fn of_fields(fields: Vec<(AllergyField, Problem)>) -> Self {
        Rejection { fields, ..Rejection::default() }
    }

    /// Somebody else's change, or this form's own earlier submit with other content, came first.
    pub fn stale() -> Self {
        Rejection { stale: true, ..Rejection::default() }
    }

    pub fn is_stale(&self) -> bool {
        self.stale
    }
}
