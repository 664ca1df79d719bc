//! Orders given by voice in an emergency, written down and read back by a nurse (VAL-5).

use crate::domain::abbreviation::check_text;
use crate::domain::named::Named;
use crate::domain::problem::Problem;

/// Items that one can hear, write and read back at most.
pub const MOST_BY_VOICE: usize = 5;
/// The longest emergency, in characters.
const LONGEST: usize = 200;

/// What of a medication decides whether it may be ordered by voice.
pub struct Heard {
    pub name: Named,
    pub cytotoxic: bool,
    pub controlled: bool,
    /// Named in full, not by its code.
    pub spelled_out: bool,
}

/// In full, never an antineoplastic, and of a controlled list only where the hospital allows it (VAL-5).
///
/// # Errors
/// The [`Problem`] to say next to the medication.
pub fn check_heard(heard: Heard, controlled_allowed: bool) -> Result<(), Problem> {
    if heard.cytotoxic {
        return Err(Problem::CytotoxicByVoice { medication: heard.name });
    }
    if heard.controlled && !controlled_allowed {
        return Err(Problem::ControlledByVoice { medication: heard.name });
    }
    if heard.spelled_out { Ok(()) } else { Err(Problem::NotSpelledOut) }
}

/// Reads why it cannot wait for the doctor to write it.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_emergency(typed: &str) -> Result<String, Problem> {
    let emergency = typed.trim();
    if emergency.is_empty() {
        return Err(Problem::EmergencyMissing);
    }
    if emergency.chars().count() > LONGEST {
        return Err(Problem::EmergencyTooLong { most: LONGEST });
    }
    check_text(emergency)?;
    Ok(emergency.to_owned())
}

/// # Errors
/// [`Problem::ReadBackMissing`] unless the receiver says that it was read back.
pub fn check_read_back(typed: &str) -> Result<(), Problem> {
    if typed == "yes" { Ok(()) } else { Err(Problem::ReadBackMissing) }
}
