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

/// What a strength or a dose says how much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Mass,
    /// Units of activity, international or not.
    Activity,
    Equivalents,
    Moles,
    Volume,
}

/// The units of each, as the hospital's unit list has them.
const UNITS: [(Measure, &[&str]); 5] = [
    (Measure::Mass, &["mg", "g", "mcg", "ng"]),
    (Measure::Activity, &["unit", "iu"]),
    (Measure::Equivalents, &["meq"]),
    (Measure::Moles, &["mmol"]),
    (Measure::Volume, &["mL", "L"]),
];

/// Words of a strength, in small letters, as formularies write it in either language or in UCUM.
const WORDS: [(&str, Measure); 18] = [
    ("mg", Measure::Mass),
    ("g", Measure::Mass),
    ("mcg", Measure::Mass),
    ("ng", Measure::Mass),
    ("micrograma", Measure::Mass),
    ("microgramas", Measure::Mass),
    ("micrograms", Measure::Mass),
    ("ui", Measure::Activity),
    ("iu", Measure::Activity),
    ("u", Measure::Activity),
    ("unit", Measure::Activity),
    ("units", Measure::Activity),
    ("unidade", Measure::Activity),
    ("unidades", Measure::Activity),
    ("meq", Measure::Equivalents),
    ("mmol", Measure::Moles),
    ("ml", Measure::Volume),
    ("l", Measure::Volume),
];

/// Whether a medication of this strength can be measured in a unit: insulin not in mL of nothing, nor dexamethasone in
/// milliequivalents. A strength that says nothing of the kind is measured in anything.
///
/// # Errors
/// The units that it can be measured in.
pub fn check_measure(unit: &str, strength: &str) -> Result<(), Vec<&'static str>> {
    let strength = strength.to_lowercase();
    let words = strength.split(|letter: char| !letter.is_alphabetic());
    let mut measures: Vec<Measure> =
        words.filter_map(|word| Some(WORDS.iter().find(|(known, _)| *known == word)?.1)).collect();
    if strength.contains('%') {
        measures.extend([Measure::Mass, Measure::Volume]);
    }
    let own = UNITS.iter().find(|(_, units)| units.contains(&unit));
    match own {
        Some((own, _)) if !measures.is_empty() && !measures.contains(own) => {
            let known = UNITS.iter().filter(|(measure, _)| measures.contains(measure));
            Err(known
                .flat_map(|(_, units)| units.iter().copied())
                .filter(|unit| *unit != "ng" && *unit != "L")
                .collect())
        }
        _ => Ok(()),
    }
}

/// Half a gram is shown as 500 mg, and never smaller than that in grams (ITEM-3).
pub fn shown_as(quantity: Decimal, unit: &str) -> (Decimal, &str) {
    if unit == "g" && quantity < Decimal::ONE { (quantity * Decimal::ONE_THOUSAND, "mg") } else { (quantity, unit) }
}
