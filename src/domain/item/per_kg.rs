//! Doses per kilogram or per square metre of body surface: the formula, and the dose that it comes to (ITEM-10).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Digits after the decimal mark of a calculated dose.
const DIGITS: u32 = 4;
/// A dose has nine digits before the decimal mark at most.
const LARGEST_DOSE: i64 = 999_999_999;

/// What a dose is multiplied with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    Weight,
    /// Body surface, in square metres.
    Surface,
}

/// A unit of a dose per kilogram, or per square metre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PerKgUnit {
    #[serde(rename = "mg/kg")]
    Milligrams,
    #[serde(rename = "mcg/kg")]
    Micrograms,
    #[serde(rename = "unit/kg")]
    Units,
    #[serde(rename = "mL/kg")]
    Millilitres,
    #[serde(rename = "mg/m2")]
    MilligramsOfSurface,
}

impl PerKgUnit {
    pub const ALL: [PerKgUnit; 5] = [
        PerKgUnit::Milligrams,
        PerKgUnit::Micrograms,
        PerKgUnit::Units,
        PerKgUnit::Millilitres,
        PerKgUnit::MilligramsOfSurface,
    ];

    pub fn code(self) -> &'static str {
        match self {
            PerKgUnit::Milligrams => "mg/kg",
            PerKgUnit::Micrograms => "mcg/kg",
            PerKgUnit::Units => "unit/kg",
            PerKgUnit::Millilitres => "mL/kg",
            PerKgUnit::MilligramsOfSurface => "mg/m2",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        PerKgUnit::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// The unit of the dose itself: `mg`.
    pub fn of_dose(self) -> &'static str {
        let code = self.code();
        code.split('/').next().unwrap_or(code)
    }

    pub fn basis(self) -> Basis {
        match self {
            PerKgUnit::MilligramsOfSurface => Basis::Surface,
            _ => Basis::Weight,
        }
    }
}

/// A dose as prescribed per kilogram, or per square metre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerKg {
    pub quantity: Decimal,
    pub unit: PerKgUnit,
}

impl PerKg {
    /// The dose for so many kilograms or square metres, half-even to four digits after the decimal mark; None where that leaves nothing, or
    /// more than a dose can be.
    pub fn dose(&self, measure: Decimal) -> Option<Decimal> {
        let dose = self.quantity.checked_mul(measure)?.round_dp(DIGITS).normalize();
        (!dose.is_zero() && dose <= Decimal::from(LARGEST_DOSE)).then_some(dose)
    }
}
