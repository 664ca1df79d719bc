//! Reading fields one by one, with every problem kept next to its field.

use rust_decimal::Decimal;

use super::typed::Field;
use crate::domain::number::{DecimalMark, parse_quantity};
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;

/// The text of a field that must not be empty.
pub(super) fn chosen(typed: &str, missing: Problem) -> Result<&str, Problem> {
    let code = typed.trim();
    if code.is_empty() { Err(missing) } else { Ok(code) }
}

/// A number above zero, read as strictly as a dose (ITEM-3).
pub(super) fn read_number(typed: &str, mark: DecimalMark, missing: Problem) -> Result<Decimal, Problem> {
    chosen(typed, missing).and_then(|text| parse_quantity(text, mark))
}

/// What does not belong to this kind of item is refused, never dropped in silence.
pub(super) fn refuse(typed: &str, field: Field, why: Problem, problems: &mut Problems) {
    if !typed.trim().is_empty() {
        problems.note::<()>(field, Err(why));
    }
}
