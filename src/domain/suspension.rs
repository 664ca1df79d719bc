//! Why something signed is stopped (VAL-4).

use crate::domain::abbreviation::check_text;
use crate::domain::problem::Problem;
use crate::domain::reason::says_something;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;

/// Reads a reason.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_reason(typed: &str) -> Result<String, Problem> {
    let reason = typed.trim();
    if reason.chars().count() > LONGEST_REASON {
        return Err(Problem::ReasonTooLong { most: LONGEST_REASON });
    }
    if !says_something(reason) {
        return Err(Problem::ReasonMissing);
    }
    check_text(reason)?;
    Ok(reason.to_owned())
}
