//! Rates of infusion: from what is prescribed to what the pump is set to, in exact decimals (ITEM-6).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Digits after the decimal mark of mL/h and of minutes; more is beyond what a pump can be set to.
const DIGITS: u32 = 1;
const MINUTES_AN_HOUR: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// How the rate of a continuous infusion may be prescribed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RateUnit {
    #[serde(rename = "mL/h")]
    MillilitresAnHour,
    #[serde(rename = "mcg/kg/min")]
    MicrogramsAKilogramAMinute,
    #[serde(rename = "mg/h")]
    MilligramsAnHour,
    #[serde(rename = "mcg/min")]
    MicrogramsAMinute,
    #[serde(rename = "unit/h")]
    UnitsAnHour,
}

impl RateUnit {
    pub const ALL: [RateUnit; 5] = [
        RateUnit::MillilitresAnHour,
        RateUnit::MicrogramsAKilogramAMinute,
        RateUnit::MicrogramsAMinute,
        RateUnit::MilligramsAnHour,
        RateUnit::UnitsAnHour,
    ];

    pub fn code(self) -> &'static str {
        match self {
            RateUnit::MillilitresAnHour => "mL/h",
            RateUnit::MicrogramsAKilogramAMinute => "mcg/kg/min",
            RateUnit::MilligramsAnHour => "mg/h",
            RateUnit::MicrogramsAMinute => "mcg/min",
            RateUnit::UnitsAnHour => "unit/h",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        RateUnit::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// The unit of what flows, and the rest: `mcg` and `/kg/min`.
    pub fn parts(self) -> (&'static str, &'static str) {
        let code = self.code();
        code.split_at(code.find('/').unwrap_or(code.len()))
    }

    pub fn is_per_kg(self) -> bool {
        self.code().contains("/kg/")
    }

    fn is_per_minute(self) -> bool {
        self.code().ends_with("/min")
    }
}

/// A rate as prescribed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub quantity: Decimal,
    pub unit: RateUnit,
}

/// mL/h of a volume in so many minutes, half-even to 0.1.
pub fn flow_of(volume_ml: Decimal, minutes: Decimal) -> Option<Decimal> {
    rounded(volume_ml.checked_mul(MINUTES_AN_HOUR)?.checked_div(minutes)?)
}

/// Minutes that a volume takes at so many mL/h, half-even to 0.1.
pub fn minutes_of(volume_ml: Decimal, ml_h: Decimal) -> Option<Decimal> {
    flow_of(volume_ml, ml_h)
}

/// mL/h = rate × weight ÷ concentration, half-even to 0.1. The concentration is an amount in a volume; it is never
/// rounded on the way. None where the units do not fit (mg/h of something measured in units), where a weight is
/// needed and missing, or where the result is no number to set.
pub fn pump_rate(
    rate: &Rate,
    weight_kg: Option<Decimal>,
    (amount, amount_unit): (Decimal, &str),
    volume_ml: Decimal,
) -> Option<Decimal> {
    if rate.unit == RateUnit::MillilitresAnHour {
        return rounded(rate.quantity);
    }
    let (times, divided_by) = conversion(rate.unit.parts().0, amount_unit)?;
    let weight = if rate.unit.is_per_kg() { weight_kg? } else { Decimal::ONE };
    let an_hour = if rate.unit.is_per_minute() { MINUTES_AN_HOUR } else { Decimal::ONE };
    let needed = rate.quantity.checked_mul(weight)?.checked_mul(an_hour)?.checked_mul(times)?;
    let in_each_ml = amount.checked_mul(divided_by)?;
    rounded(needed.checked_mul(volume_ml)?.checked_div(in_each_ml)?)
}

/// Whether the rate's unit and the unit of the amount measure the same.
pub fn fits(unit: RateUnit, amount_unit: &str) -> bool {
    unit == RateUnit::MillilitresAnHour || conversion(unit.parts().0, amount_unit).is_some()
}

/// What to multiply by and what to divide by, to come from one unit to another; whole numbers, so nothing is lost.
fn conversion(from: &str, to: &str) -> Option<(Decimal, Decimal)> {
    if from == to {
        return Some((Decimal::ONE, Decimal::ONE));
    }
    Some((nanograms(from)?, nanograms(to)?))
}

fn nanograms(unit: &str) -> Option<Decimal> {
    match unit {
        "g" => Some(Decimal::from(1_000_000_000)),
        "mg" => Some(Decimal::from(1_000_000)),
        "mcg" => Some(Decimal::from(1_000)),
        "ng" => Some(Decimal::ONE),
        _ => None,
    }
}

fn rounded(exact: Decimal) -> Option<Decimal> {
    Some(exact.round_dp(DIGITS).normalize()).filter(|value| !value.is_zero())
}
