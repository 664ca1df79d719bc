//! A blind count, lot by lot, against what the ledger says (ST-6).

use super::problem::StockProblem;
use super::receipt::MOST_UNITS;

/// Units counted of a lot, none included.
///
/// # Errors
/// The problem to say beside the field.
pub fn read_count(typed: &str) -> Result<i32, StockProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(StockProblem::CountMissing);
    }
    let counted: Option<u32> = typed.parse().ok().filter(|counted| *counted <= MOST_UNITS);
    counted.and_then(|counted| i32::try_from(counted).ok()).ok_or(StockProblem::CountUnreadable { most: MOST_UNITS })
}
