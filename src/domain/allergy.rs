//! What is known of a patient's allergies, as it is recorded before anything is prescribed (PRE-1, PRE-2).

use crate::domain::problem::Problem;
use crate::domain::reason::says_something;

/// Allergies that a record may have.
pub const MOST_ALLERGIES: usize = 30;
/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;
/// The longest substance or reaction, in characters.
const LONGEST_TEXT: usize = 120;

/// The three answers to "Any allergies?" (PRE-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllergyStatus {
    Known,
    NoneKnown,
    NotObtainable,
}

impl AllergyStatus {
    pub const ALL: [AllergyStatus; 3] = [AllergyStatus::Known, AllergyStatus::NoneKnown, AllergyStatus::NotObtainable];

    /// As stored with the patient.
    pub fn code(self) -> &'static str {
        match self {
            AllergyStatus::Known => "known",
            AllergyStatus::NoneKnown => "none_known",
            AllergyStatus::NotObtainable => "not_obtainable",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        AllergyStatus::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// One allergy, in the words of the bedside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allergy {
    pub substance: String,
    /// Empty where nobody knows.
    pub reaction: String,
}

/// A complete record: allergies are listed if and only if some are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllergyRecord {
    pub status: AllergyStatus,
    pub allergies: Vec<Allergy>,
}

/// A field of the record, to hang a problem on; rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllergyField {
    Status,
    Substance(usize),
    Reaction(usize),
    /// Why something is taken out.
    Reason,
}

/// Completes a record from what was typed; rows that nobody wrote in are left out.
///
/// # Errors
/// All problems at once, in the order of the form.
pub fn complete_record(status: &str, typed: &[Allergy]) -> Result<AllergyRecord, Vec<(AllergyField, Problem)>> {
    let rows: Vec<(usize, Allergy)> =
        typed.iter().map(trimmed).enumerate().filter(|(_, row)| *row != Allergy::default()).collect();
    let status = AllergyStatus::from_code(status);
    let mut problems: Vec<(AllergyField, Problem)> =
        check_status(status, rows.len()).err().map(|problem| (AllergyField::Status, problem)).into_iter().collect();
    for (place, row) in &rows {
        let earlier = rows.iter().take_while(|(other, _)| other < place);
        problems.extend(check_row(*place, row, earlier.map(|(_, row)| row)));
    }
    match status {
        Some(status) if problems.is_empty() => {
            Ok(AllergyRecord { status, allergies: rows.into_iter().map(|(_, row)| row).collect() })
        }
        _ => Err(problems),
    }
}

/// What the record had and has no more, whatever its case.
pub fn taken_out(recorded: &[Allergy], record: &AllergyRecord) -> Vec<String> {
    let stays = |allergy: &&Allergy| {
        record.allergies.iter().any(|other| other.substance.to_lowercase() == allergy.substance.to_lowercase())
    };
    recorded.iter().filter(|allergy| !stays(allergy)).map(|allergy| allergy.substance.clone()).collect()
}

/// Nothing is taken out without a word: what is not there any more stops nobody (PRE-1).
///
/// # Errors
/// The [`Problem`] to say next to the reason.
pub fn check_reason(taken_out: &[String], reason: &str) -> Result<(), Problem> {
    if reason.chars().count() > LONGEST_REASON {
        return Err(Problem::AllergyTextTooLong { most: LONGEST_REASON });
    }
    if !taken_out.is_empty() && !says_something(reason) {
        return Err(Problem::AllergyTakenOut { substances: taken_out.join(", ") });
    }
    Ok(())
}

fn trimmed(typed: &Allergy) -> Allergy {
    Allergy { substance: typed.substance.trim().to_owned(), reaction: typed.reaction.trim().to_owned() }
}

fn check_status(status: Option<AllergyStatus>, rows: usize) -> Result<(), Problem> {
    match status {
        None => Err(Problem::AllergyStatusUnchosen),
        Some(AllergyStatus::Known) if rows == 0 => Err(Problem::AllergiesMissing),
        Some(AllergyStatus::Known) if rows > MOST_ALLERGIES => Err(Problem::TooManyAllergies { most: MOST_ALLERGIES }),
        Some(AllergyStatus::NoneKnown | AllergyStatus::NotObtainable) if rows > 0 => {
            Err(Problem::AllergiesDespiteStatus)
        }
        Some(_) => Ok(()),
    }
}

fn check_row<'a>(
    place: usize,
    row: &Allergy,
    mut earlier: impl Iterator<Item = &'a Allergy>,
) -> Vec<(AllergyField, Problem)> {
    let mut problems = Vec::new();
    if row.substance.is_empty() {
        problems.push((AllergyField::Substance(place), Problem::AllergySubstanceMissing));
    } else if earlier.any(|other| other.substance.to_lowercase() == row.substance.to_lowercase()) {
        let substance = row.substance.chars().take(LONGEST_TEXT).collect();
        problems.push((AllergyField::Substance(place), Problem::AllergyTwice { substance }));
    }
    for (field, text) in
        [(AllergyField::Substance(place), &row.substance), (AllergyField::Reaction(place), &row.reaction)]
    {
        if text.chars().count() > LONGEST_TEXT {
            problems.push((field, Problem::AllergyTextTooLong { most: LONGEST_TEXT }));
        }
    }
    problems
}
