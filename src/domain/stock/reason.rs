//! Why stock was lost, put aside, released or found otherwise (CTL-8, ST-6).

use super::problem::StockProblem;

/// Characters of a reason, as the ledger keeps it.
const LONGEST_REASON: usize = 200;

/// # Errors
/// The problem to say beside the field.
pub fn read_reason(typed: &str) -> Result<String, StockProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(StockProblem::ReasonMissing);
    }
    if typed.chars().count() > LONGEST_REASON {
        return Err(StockProblem::TextTooLong { most: LONGEST_REASON });
    }
    Ok(typed.to_owned())
}
