//! How many units of a medication there are to be (ST-7).

use super::problem::StockProblem;
use super::receipt::read_units;

/// At least, and at most where somebody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    pub minimum: u32,
    pub maximum: Option<u32>,
}

/// Nothing typed is no level.
///
/// # Errors
/// The problem with the minimum, or with the maximum (`true`).
pub fn read_levels(minimum: &str, maximum: &str) -> Result<Option<Levels>, (bool, StockProblem)> {
    let typed = [minimum, maximum].map(|text| !text.trim().is_empty());
    if typed == [false, false] {
        return Ok(None);
    }
    let minimum = read_units(minimum).map_err(|problem| (false, problem))?;
    let maximum =
        if maximum.trim().is_empty() { None } else { Some(read_units(maximum).map_err(|problem| (true, problem))?) };
    if maximum.is_some_and(|maximum| maximum < minimum) {
        return Err((true, StockProblem::MaximumBelowMinimum));
    }
    Ok(Some(Levels { minimum, maximum }))
}
