//! Why something signed is stopped (VAL-4).

use crate::domain::problem::Problem;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;

/// Reads a reason.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_reason(typed: &str) -> Result<String, Problem> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err(Problem::ReasonMissing);
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Problem::ReasonTooLong { most: LONGEST_REASON });
    }
    Ok(reason.to_owned())
}
