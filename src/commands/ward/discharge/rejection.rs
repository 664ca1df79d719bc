//! Why nobody was discharged.

use crate::domain::discharge::DischargeField;
use crate::domain::problem::Problem;

/// What is in the way.
#[derive(Clone, Debug)]
pub enum Rejection {
    /// In the order of the form.
    Fields(Vec<(DischargeField, Problem)>),
    /// The stay has ended since, or another one has begun.
    OtherStay,
    /// Something was prescribed since: it would be stopped unseen.
    MoreLines,
}

impl Rejection {
    pub fn is_stale(&self) -> bool {
        !matches!(self, Rejection::Fields(_))
    }
}
