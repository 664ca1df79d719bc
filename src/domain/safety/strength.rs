//! Amounts of substance in a dose, in exact decimals: across units of mass, and through a strength.

use rust_decimal::Decimal;

/// A strength of one substance: so much in one unit of the form, or in so many millilitres.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    pub quantity: Decimal,
    pub unit: String,
    /// In so many mL; None for a solid form.
    pub per_ml: Option<Decimal>,
}

/// Milligrams in one unit; None where it is no unit of mass.
fn milligrams(unit: &str) -> Option<Decimal> {
    match unit {
        "g" => Some(Decimal::ONE_THOUSAND),
        "mg" => Some(Decimal::ONE),
        "mcg" => Some(Decimal::new(1, 3)),
        "ng" => Some(Decimal::new(1, 6)),
        _ => None,
    }
}

/// Units, whether a list calls them international or not.
fn is_activity(unit: &str) -> bool {
    matches!(unit, "unit" | "iu")
}

/// The quantity in another unit; None where the two cannot be compared.
pub fn convert(quantity: Decimal, from: &str, to: &str) -> Option<Decimal> {
    if from == to || (is_activity(from) && is_activity(to)) {
        return Some(quantity);
    }
    quantity.checked_mul(milligrams(from)?)?.checked_div(milligrams(to)?)
}

/// `500 mg + 30 mg`, `75 mg/3 mL`, `200 mg/mL`, `6,25 mg`: one strength a substance; None where one cannot be read.
pub fn parse_strengths(text: &str) -> Option<Vec<Strength>> {
    text.split('+').map(|part| parse_strength(part.trim())).collect()
}

fn parse_strength(text: &str) -> Option<Strength> {
    let (amount, volume) = match text.split_once('/') {
        Some((amount, volume)) => (amount, Some(volume.trim())),
        None => (text, None),
    };
    let (number, unit) = amount.trim().split_once(' ')?;
    let per_ml = match volume {
        None => None,
        Some("mL") => Some(Decimal::ONE),
        Some(volume) => Some(parse_number(volume.strip_suffix("mL")?.trim())?),
    };
    let unit = match unit.trim() {
        "microgramas" | "micrograms" => "mcg",
        "[U]" => "unit",
        "[iU]" => "iu",
        "mEq" => "meq",
        unit => unit,
    };
    Some(Strength { quantity: parse_number(number)?, unit: unit.to_owned(), per_ml })
}

/// `1.000`, `6,25` and `6.25`: a point before three digits groups them.
fn parse_number(text: &str) -> Option<Decimal> {
    let ungrouped = match text.split_once(',') {
        Some((whole, fraction)) => format!("{}.{fraction}", whole.replace('.', "")),
        None if text.rsplit('.').next().is_some_and(|last| last.len() == 3) => text.replace('.', ""),
        None => text.to_owned(),
    };
    ungrouped.parse().ok().filter(|number: &Decimal| *number > Decimal::ZERO)
}

/// How much of the `place`th of `count` substances is in a dose, in `unit`. A dose in mass of a combination means
/// its first substance, as formularies name combinations.
pub fn amount_of(
    dose: Decimal,
    dose_unit: &str,
    strength: &str,
    place: usize,
    count: usize,
    unit: &str,
) -> Option<Decimal> {
    if count == 1
        && let Some(amount) = convert(dose, dose_unit, unit)
    {
        return Some(amount);
    }
    let strengths = parse_strengths(strength).filter(|strengths| strengths.len() == count)?;
    let own = strengths.get(place)?;
    let portion = if dose_unit == "mL" {
        dose.checked_div(own.per_ml?)?
    } else {
        let first = strengths.first()?;
        convert(dose, dose_unit, &first.unit)?.checked_div(first.quantity)?
    };
    convert(own.quantity.checked_mul(portion)?, &own.unit, unit).map(|amount| amount.normalize())
}
