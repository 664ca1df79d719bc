//! Why a measurement was not written.

use crate::domain::measurement::MeasurementField;
use crate::domain::problem::Problem;

/// All that is in the way, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub fields: Vec<(MeasurementField, Problem)>,
    pub doubts: Vec<(MeasurementField, Problem)>,
    /// What ticking the box confirms; empty without doubts.
    pub confirmation: String,
    /// This form was carried out before with other content.
    pub already_saved: bool,
}

impl Rejection {
    pub fn of_fields(fields: Vec<(MeasurementField, Problem)>) -> Self {
        Rejection { fields, ..Rejection::default() }
    }

    pub fn of_doubts(doubts: Vec<(MeasurementField, Problem)>, confirmation: String) -> Self {
        Rejection { doubts, confirmation, ..Rejection::default() }
    }

    pub fn already_saved() -> Self {
        Rejection { already_saved: true, ..Rejection::default() }
    }
}
