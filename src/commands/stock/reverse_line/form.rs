//! The reversal's form as a browser sends it.

use serde::Deserialize;

use crate::auth::witness::Secret;
use crate::domain::problem::Problem;
use crate::domain::stock::problem::StockProblem;
use crate::page::keyed::{Keyed, TypedKey};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReverseForm {
    pub key: TypedKey,
    pub reason: String,
    pub second_user: String,
    pub second_password: Secret,
}

/// Why nothing was taken back: what is wrong with a field, or with the line itself.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub reason: Option<Problem>,
    pub witness: Option<Problem>,
    pub line: Option<Problem>,
}

impl Rejection {
    pub fn of(problem: Problem) -> Self {
        Rejection { line: Some(problem), ..Rejection::default() }
    }

    /// Each problem with the field to go to.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &Problem)> {
        let fields = [("line", &self.line), ("reason", &self.reason), ("second-user", &self.witness)];
        fields.into_iter().filter_map(|(field, problem)| problem.as_ref().map(|problem| (field, problem)))
    }
}

impl Keyed for ReverseForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl ReverseForm {
    /// Why the line is taken back.
    ///
    /// # Errors
    /// The [`Problem`] to say next to the field.
    pub fn reason(&self) -> Result<String, Problem> {
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Problem::Stock(StockProblem::ReversalReasonMissing));
        }
        if reason.chars().count() > LONGEST_REASON {
            return Err(Problem::ReasonTooLong { most: LONGEST_REASON });
        }
        Ok(reason.to_owned())
    }
}
