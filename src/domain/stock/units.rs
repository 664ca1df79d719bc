//! Whole dispensing units that doses come to (PH-5): nothing is shared between patients, and what is opened once for
//! many doses is supplied once.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::safety::strength::{Strength, convert, parse_strengths};

/// What a medication is handed out in.
#[derive(Clone, Copy, Debug)]
pub struct Package<'a> {
    /// As in the formulary: `500 mg`, `1 g/2 mL`, `200 mg/mL`.
    pub strength: &'a str,
    /// `comprimido`, `ampola`, `frasco` …
    pub unit: &'a str,
}

/// Containers that are opened once for many doses.
const MULTIDOSE: [&str; 4] = ["frasco", "bisnaga", "inalador", "caneta"];

/// Units that so many doses of a quantity come to; None where dose and strength cannot be compared, so that a
/// pharmacist must say how many.
pub fn units(doses: u32, quantity: Decimal, unit: &str, package: Package<'_>) -> Option<u32> {
    if doses == 0 {
        return Some(0);
    }
    if package.is_multidose() {
        return Some(1);
    }
    per_dose(quantity, unit, package)?.checked_mul(doses)
}

/// Units that one dose opens.
fn per_dose(quantity: Decimal, unit: &str, package: Package<'_>) -> Option<u32> {
    let strengths = parse_strengths(package.strength)?;
    let first = strengths.first()?;
    let portion = match unit {
        "mL" => quantity.checked_div(first.per_ml?)?,
        _ => convert(quantity, unit, unit_of(first))?.checked_div(first.quantity)?,
    };
    portion.ceil().to_u32().filter(|units| *units > 0)
}

/// A strength's unit as doses have it.
fn unit_of(strength: &Strength) -> &str {
    match strength.unit.as_str() {
        "[iU]" => "iu",
        "[U]" => "unit",
        unit => unit,
    }
}

impl Package<'_> {
    /// Bottles, tubes and inhalers; also vials whose strength is a concentration, such as insulin.
    pub fn is_multidose(self) -> bool {
        MULTIDOSE.contains(&self.unit) || self.strength.ends_with("/mL")
    }
}

/// How many times a volume is prepared, to flow at a rate for so many minutes.
pub fn volumes(volume_ml: Decimal, ml_h: Decimal, minutes: i64) -> Option<u32> {
    let flows = ml_h.checked_mul(Decimal::from(minutes))?.checked_div(Decimal::from(60))?;
    flows.checked_div(volume_ml)?.ceil().to_u32().map(|volumes| volumes.max(1))
}
