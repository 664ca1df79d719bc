//! The dose of an item: a metric amount and its unit (ITEM-2, ITEM-3).

use rust_decimal::Decimal;

use crate::domain::problem::Problem;

/// What a unit measures, as the hospital's unit list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Mass, volume, units of activity, amount of substance.
    Metric,
    /// Drops, puffs, applications: a dose outside oral and injectable forms.
    Countable,
    /// Tablet, ampoule, vial: never a dose by itself.
    Container,
}

impl UnitKind {
    /// From the unit list's own word; an unknown one counts as a container, which is never accepted.
    pub fn from_code(code: &str) -> Self {
        match code {
            "mass" | "volume" | "arbitrary" | "amount" => UnitKind::Metric,
            "countable" => UnitKind::Countable,
            _ => UnitKind::Container,
        }
    }
}

/// Whether a dose in this unit says how much medicine is meant, for a form of this group (ITEM-2:
/// "ampoule", "tablet" or "vial" alone is no dose).
///
/// # Errors
/// The [`Problem`] to say next to the unit.
pub fn check_unit(kind: UnitKind, form_group: &str) -> Result<(), Problem> {
    match kind {
        UnitKind::Metric => Ok(()),
        UnitKind::Countable if !matches!(form_group, "oral" | "inj") => Ok(()),
        UnitKind::Countable | UnitKind::Container => Err(Problem::UnitNotMetric),
    }
}

/// Half a gram is shown as 500 mg, and never smaller than that in grams (ITEM-3).
pub fn shown_as(quantity: Decimal, unit: &str) -> (Decimal, &str) {
    if unit == "g" && quantity < Decimal::ONE { (quantity * Decimal::ONE_THOUSAND, "mg") } else { (quantity, unit) }
}
