//! What the pharmacy asks the prescriber, the answer, and what the pharmacy refuses.

use crate::domain::abbreviation::check_text;
use crate::domain::problem::Problem;

/// The longest question or answer, in characters.
const LONGEST: usize = 200;

/// What a question or a refusal is about (PH-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    Dose,
    Route,
    Frequency,
    Interaction,
    Allergy,
    Duplicate,
    RenalHepatic,
    /// Dilution and what goes with what.
    Compatibility,
    Indication,
    Other,
}

impl Category {
    pub const ALL: [Category; 10] = [
        Category::Dose,
        Category::Route,
        Category::Frequency,
        Category::Interaction,
        Category::Allergy,
        Category::Duplicate,
        Category::RenalHepatic,
        Category::Compatibility,
        Category::Indication,
        Category::Other,
    ];

    /// As stored with the question.
    pub fn code(self) -> &'static str {
        match self {
            Category::Dose => "dose",
            Category::Route => "route",
            Category::Frequency => "frequency",
            Category::Interaction => "interaction",
            Category::Allergy => "allergy",
            Category::Duplicate => "duplicate",
            Category::RenalHepatic => "renal_hepatic",
            Category::Compatibility => "compatibility",
            Category::Indication => "indication",
            Category::Other => "other",
        }
    }

    /// # Errors
    /// The [`Problem`] for what is not on the list.
    pub fn read(code: &str, missing: Problem) -> Result<Category, Problem> {
        Category::ALL.into_iter().find(|category| category.code() == code.trim()).ok_or(missing)
    }
}

/// Reads a question.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_question(typed: &str) -> Result<String, Problem> {
    read(typed, Problem::QuestionMissing, Problem::QuestionTooLong { most: LONGEST })
}

/// Reads an answer.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_answer(typed: &str) -> Result<String, Problem> {
    read(typed, Problem::AnswerMissing, Problem::AnswerTooLong { most: LONGEST })
}

/// Reads why the pharmacy refuses an item.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_refusal(typed: &str) -> Result<String, Problem> {
    read(typed, Problem::RefusalReasonMissing, Problem::RefusalReasonTooLong { most: LONGEST })
}

fn read(typed: &str, missing: Problem, too_long: Problem) -> Result<String, Problem> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(missing);
    }
    if text.chars().count() > LONGEST {
        return Err(too_long);
    }
    check_text(text)?;
    Ok(text.to_owned())
}
