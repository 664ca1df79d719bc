//! Asking for what is not in the formulary, and deciding on it (WHO-4).

use crate::domain::abbreviation::check_text;
use crate::domain::problem::Problem;
use crate::domain::suspension::read_reason;

/// Characters of a description and of a justification: at least, at most.
const DESCRIPTION: (usize, usize) = (3, 200);
const JUSTIFICATION: (usize, usize) = (10, 500);

/// A field of one of the forms, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NonFormularyField {
    Medication,
    Justification,
    Decision,
    Reason,
}

impl NonFormularyField {
    /// Its id on the page.
    pub fn code(self) -> &'static str {
        match self {
            NonFormularyField::Medication => "medication",
            NonFormularyField::Justification => "justification",
            NonFormularyField::Decision => "decision",
            NonFormularyField::Reason => "reason",
        }
    }
}

/// What is in the way, field by field.
pub type Problems = Vec<(NonFormularyField, Problem)>;

/// Reads what is asked for, and why.
///
/// # Errors
/// All problems at once, in the order of the form.
pub fn read_request(medication: &str, justification: &str) -> Result<(String, String), Problems> {
    let described = read(medication, DESCRIPTION, Problem::MedicationMissing);
    let why = read(justification, JUSTIFICATION, Problem::JustificationMissing { least: JUSTIFICATION.0 });
    match (described, why) {
        (Ok(described), Ok(why)) => Ok((described, why)),
        (described, why) => {
            let problems =
                [(NonFormularyField::Medication, described.err()), (NonFormularyField::Justification, why.err())];
            Err(problems.into_iter().filter_map(|(field, problem)| Some((field, problem?))).collect())
        }
    }
}

fn read(typed: &str, (least, most): (usize, usize), missing: Problem) -> Result<String, Problem> {
    let text = typed.trim();
    match text.chars().count() {
        length if length < least => Err(missing),
        length if length > most => Err(Problem::TextTooLong { most }),
        _ => check_text(text).map(|()| text.to_owned()),
    }
}

/// The chief's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Approved,
    Refused { reason: String },
}

/// Reads a decision; a refusal says why.
///
/// # Errors
/// The problem and its field.
pub fn read_decision(decision: &str, reason: &str) -> Result<Decision, Problems> {
    match decision {
        "approve" => Ok(Decision::Approved),
        "refuse" => match read_reason(reason) {
            Ok(reason) => Ok(Decision::Refused { reason }),
            Err(problem) => Err(vec![(NonFormularyField::Reason, problem)]),
        },
        _ => Err(vec![(NonFormularyField::Decision, Problem::DecisionMissing)]),
    }
}
