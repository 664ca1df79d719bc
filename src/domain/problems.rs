//! Problems gathered field by field, so that all of them are said at once.

use crate::domain::item::typed::Field;
use crate::domain::problem::Problem;

/// What is in the way so far, in the order of the fields.
#[derive(Debug, Default)]
pub struct Problems(Vec<(Field, Problem)>);

impl Problems {
    /// The value, or None with the problem kept.
    pub fn note<T>(&mut self, field: Field, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.0.push((field, problem))).ok()
    }

    /// As [`Problems::note`], for several fields at once.
    pub fn note_all<T>(&mut self, result: Result<T, Vec<(Field, Problem)>>) -> Option<T> {
        result.map_err(|problems| self.0.extend(problems)).ok()
    }

    pub fn into_list(self) -> Vec<(Field, Problem)> {
        self.0
    }

    /// # Errors
    /// What was gathered.
    pub fn none(self) -> Result<(), Vec<(Field, Problem)>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}
