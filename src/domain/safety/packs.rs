//! Doses far from what is on the shelf: a thousandth of a vial, thirty tablets, a third of a capsule (KNOW-4).
//!
//! Looked at is one item by itself. What flows all day is measured by its rate, and what is measured out of a bottle by
//! its volume; a dose that was calculated from the patient's weight or surface may be a small part of a vial.

use rust_decimal::Decimal;

use super::alert::{Alert, Amount, Finding, Rule, Severity};
use super::strength::{Strength, convert, parse_strengths};
use super::{Drug, Knowledge};

/// What a syringe measures at least, in mL.
const LEAST_ML: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// A tablet is divided into so many parts at most.
const PARTS_OF_A_TABLET: i64 = 4;
/// Words of a presentation in Portuguese that is taken whole.
const WHOLE: [&str; 7] = ["cápsula", "drágea", "prolongada", "controlada", "modificada", "retard", "gastrorresistente"];

/// How far from the pack a dose may be without a question.
#[derive(Clone, Copy, Debug)]
pub struct PackLimits {
    /// Of one unit of the pack.
    pub least: Decimal,
    /// Units of the pack.
    pub most: Decimal,
}

impl Default for PackLimits {
    fn default() -> Self {
        PackLimits { least: Decimal::new(1, 1), most: Decimal::TEN }
    }
}

pub fn check(new: &[Drug], knowledge: &Knowledge) -> Vec<Alert> {
    new.iter().filter_map(|drug| far_from_pack(drug, knowledge.pack_limits)).collect()
}

fn far_from_pack(drug: &Drug, limits: PackLimits) -> Option<Alert> {
    if drug.is_hourly {
        return None;
    }
    // A dose in mass of a combination means its first substance.
    let strength = parse_strengths(&drug.strength)?.into_iter().next()?;
    let finding = match strength.per_ml {
        Some(volume) => of_liquid(drug, &strength, volume, limits)?,
        None => {
            of_units(drug, convert(drug.quantity, &drug.unit, &strength.unit)?.checked_div(strength.quantity)?, limits)?
        }
    };
    let decision = format!("pack|{}|{} {}", drug.key(), drug.quantity.normalize(), drug.unit);
    let rows = drug.row().into_iter().collect();
    Some(Alert { rows, ..Alert::of(Rule::Pack, Severity::Warning, decision, finding) })
}

fn of_units(drug: &Drug, units: Decimal, limits: PackLimits) -> Option<Finding> {
    let (medication, dose) = (drug.name.clone(), dose(drug));
    let pack = drug.presentation.clone();
    if units < limits.least && !drug.is_calculated {
        let one_of = Decimal::ONE.checked_div(units)?.round().normalize();
        return Some(Finding::SmallPartOfPack { medication, dose, pack, one_of });
    }
    if units > limits.most {
        return Some(Finding::ManyPacks { medication, dose, pack, units: units.round_dp(1).normalize() });
    }
    let form = drug.presentation.pt.to_lowercase();
    let is_whole = WHOLE.iter().any(|word| form.contains(word));
    let parts = if is_whole { 1 } else { PARTS_OF_A_TABLET };
    let is_solid = is_whole || form.contains("comprimido");
    if is_solid && !(units * Decimal::from(parts)).fract().is_zero() {
        return Some(Finding::NotDivisible { medication, dose, pack, units: units.round_dp(2).normalize() });
    }
    None
}

fn of_liquid(drug: &Drug, strength: &Strength, volume: Decimal, limits: PackLimits) -> Option<Finding> {
    let ml = if drug.unit == "mL" {
        drug.quantity
    } else {
        convert(drug.quantity, &drug.unit, &strength.unit)?.checked_mul(volume)?.checked_div(strength.quantity)?
    };
    let (medication, dose, pack) = (drug.name.clone(), dose(drug), drug.presentation.clone());
    if ml < LEAST_ML {
        return Some(Finding::TooLittleToMeasure { medication, dose, ml: ml.round_dp(4).normalize() });
    }
    // In "1 g/2 mL" the volume is that of an ampoule; in "200 mg/mL" it is that of nothing.
    let units = ml.checked_div(volume).filter(|_| volume > Decimal::ONE)?;
    (units > limits.most).then(|| Finding::ManyPacks { medication, dose, pack, units: units.round_dp(1).normalize() })
}

fn dose(drug: &Drug) -> Amount {
    Amount { quantity: drug.quantity.normalize(), unit: drug.unit.clone() }
}
