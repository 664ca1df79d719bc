//! How much is handed out: what a dose takes of it, for how many days it lasts, and how it is said (CTL-4).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::number_words::{Gender, in_portuguese};
use crate::domain::safety::strength::{convert, parse_strengths};

/// Units that hold one strength each, so that doses can be counted in them.
const COUNTED: [&str; 5] = ["comprimido", "cápsula", "supositório", "envelope", "drágea"];
/// As written in the formulary, in the plural, and what is counted.
const UNITS: [(&str, &str, Gender); 15] = [
    ("adesivo", "adesivos", Gender::Masculine),
    ("ampola", "ampolas", Gender::Feminine),
    ("bisnaga", "bisnagas", Gender::Feminine),
    ("bolsa", "bolsas", Gender::Feminine),
    ("cápsula", "cápsulas", Gender::Feminine),
    ("caneta", "canetas", Gender::Feminine),
    ("comprimido", "comprimidos", Gender::Masculine),
    ("drágea", "drágeas", Gender::Feminine),
    ("envelope", "envelopes", Gender::Masculine),
    ("frasco", "frascos", Gender::Masculine),
    ("frasco-ampola", "frascos-ampola", Gender::Masculine),
    ("inalador", "inaladores", Gender::Masculine),
    ("seringa", "seringas", Gender::Feminine),
    ("supositório", "supositórios", Gender::Masculine),
    ("unidade", "unidades", Gender::Feminine),
];

/// What is taken, and how often.
pub struct Course<'a> {
    pub dose: Decimal,
    pub unit: &'a str,
    /// On a day with doses, at most.
    pub doses: i64,
    /// Days from one day with doses to the next; None for a single dose.
    pub every_days: Option<i64>,
}

/// How many dispensing units one dose is; None where they do not each hold one strength, or it cannot be compared.
pub fn units_per_dose(dose: Decimal, unit: &str, strength: &str, dispensing_unit: &str) -> Option<Decimal> {
    if !COUNTED.contains(&dispensing_unit) {
        return None;
    }
    let strengths = parse_strengths(strength)?;
    // A dose in mass of a combination means its first substance.
    let first = strengths.first().filter(|strength| strength.per_ml.is_none())?;
    convert(dose, unit, &first.unit)?.checked_div(first.quantity).map(|units| units.normalize())
}

/// How many millilitres of a liquid one dose is; None where that is no tenth of one, which nobody can measure.
pub fn millilitres(dose: Decimal, unit: &str, strength: &str) -> Option<Decimal> {
    let strengths = parse_strengths(strength)?;
    let first = strengths.first()?;
    let volume = convert(dose, unit, &first.unit)?.checked_mul(first.per_ml?)?.checked_div(first.quantity)?.normalize();
    (volume.scale() <= 1).then_some(volume)
}

/// How many days the supply lasts, a begun day counted whole; None where nobody can tell.
pub fn days_covered(supply: u32, strength: &str, dispensing_unit: &str, course: &Course<'_>) -> Option<u32> {
    let dose = units_per_dose(course.dose, course.unit, strength, dispensing_unit)?;
    let a_day = dose.checked_mul(Decimal::from(course.doses))?.checked_div(Decimal::from(course.every_days?))?;
    Decimal::from(supply).checked_div(a_day)?.ceil().to_u32()
}

/// `12 (doze) comprimidos`, `1 (uma) ampola`; of a unit that is not known, `3 (três) × lata`.
pub fn counted(number: u32, unit: &str) -> String {
    match UNITS.iter().find(|(one, ..)| *one == unit) {
        Some((one, many, gender)) => {
            format!("{} {}", figures_and_words(number, *gender), if number == 1 { one } else { many })
        }
        None => format!("{} × {unit}", figures_and_words(number, Gender::Masculine)),
    }
}

/// `12 (doze)`.
pub fn figures_and_words(number: u32, gender: Gender) -> String {
    let words = in_portuguese(Decimal::from(number), gender);
    words.map_or_else(|| number.to_string(), |words| format!("{number} ({words})"))
}

/// `1 (um) comprimido`, `meio comprimido`, `1 e meio comprimido`; None for other parts, which nobody can take.
pub fn portion(units: Decimal, unit: &str) -> Option<String> {
    let whole = units.trunc().to_u32()?;
    let (_, _, gender) = UNITS.iter().find(|(one, ..)| *one == unit)?;
    let half = if *gender == Gender::Feminine { "meia" } else { "meio" };
    match (whole, units.fract()) {
        (1.., part) if part.is_zero() => Some(counted(whole, unit)),
        (0, part) if part == Decimal::new(5, 1) => Some(format!("{half} {unit}")),
        (_, part) if part == Decimal::new(5, 1) => {
            let all = counted(whole, unit);
            Some(format!("{all} e {half}"))
        }
        _ => None,
    }
}
