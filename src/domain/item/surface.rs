//! The body surface that doses of antineoplastics rest on, and how old the height may be (WHO-2, PRE-3).

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::weight::Weight;
use crate::domain::problem::Problem;

/// Surfaces that a body can have at most, in hundredths of a square metre.
const LARGEST: i64 = 1_000;

/// A height as measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Height {
    pub cm: Decimal,
    pub at: DateTime<Utc>,
}

/// A body surface, and the height that it was calculated with; the weight stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surface {
    /// Square metres, half-even to 0.01.
    pub m2: Decimal,
    pub cm: Decimal,
    /// When the height was measured.
    pub at: DateTime<Utc>,
}

impl Surface {
    /// √(cm × kg ÷ 3600) (Mosteller 1987), exact to the last digit shown; None where that is no body.
    pub fn of(weight: &Weight, height: &Height) -> Option<Self> {
        let m2 = mosteller(height.cm, weight.kg)?;
        Some(Surface { m2, cm: height.cm, at: height.at })
    }
}

/// The root is found among the hundredths that it can be, so that nothing is rounded on the way.
fn mosteller(cm: Decimal, kg: Decimal) -> Option<Decimal> {
    let squared = cm.checked_mul(kg)?.checked_mul(Decimal::from(10_000))?;
    let is_at_most = |halves: i64| Decimal::from(halves * halves) * Decimal::from(900) <= squared;
    // Twice as many as hundredths: the root rounds to n from 2n - 1 halves on; it is never exactly between two of them
    // but for measures nobody takes.
    let (mut least, mut most) = (0, 2 * LARGEST + 1);
    if is_at_most(most) {
        return None;
    }
    while most - least > 1 {
        let middle = i64::midpoint(least, most);
        if is_at_most(middle) { least = middle } else { most = middle }
    }
    let hundredths = (least + 1) / 2;
    (hundredths > 0).then(|| Decimal::new(hundredths, 2).normalize())
}

/// The height, where there is one that is no older than the hospital allows.
///
/// # Errors
/// The [`Problem`] to say, with what to do about it.
pub fn recent_height(height: Option<Height>, valid_days: i16, now: DateTime<Utc>) -> Result<Height, Problem> {
    let height = height.ok_or(Problem::HeightMissing)?;
    if now - height.at > TimeDelta::days(i64::from(valid_days)) {
        return Err(Problem::HeightTooOld { cm: height.cm, at: height.at, days: i64::from(valid_days) });
    }
    Ok(height)
}
