//! Why a row was not kept.

use crate::domain::paper::entry::PaperField;
use crate::domain::problem::Problem;

/// All that is in the way, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub fields: Vec<(PaperField, Problem)>,
    pub doubts: Vec<(PaperField, Problem)>,
    /// What ticking the box confirms; empty without doubts.
    pub confirmation: String,
    pub conflict: Option<Conflict>,
}

/// What came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The row was typed in already, or the entry corrected: by this entry.
    By(i64),
    /// This form was carried out before with other content.
    AlreadySaved,
}

impl Rejection {
    pub fn of_fields(mut fields: Vec<(PaperField, Problem)>) -> Self {
        fields.sort_by_key(|(field, _)| *field);
        Rejection { fields, ..Rejection::default() }
    }

    pub fn of_doubts(doubts: Vec<(PaperField, Problem)>, confirmation: String) -> Self {
        Rejection { doubts, confirmation, ..Rejection::default() }
    }

    pub fn of_conflict(conflict: Conflict) -> Self {
        Rejection { conflict: Some(conflict), ..Rejection::default() }
    }
}
