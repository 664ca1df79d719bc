//! The weight that doses rest on, and how old it may be (PRE-3).

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::problem::Problem;

/// Who is younger is dosed by weight, whatever the medication.
const ADULT_YEARS: i32 = 18;

/// A weight as measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weight {
    pub kg: Decimal,
    pub at: DateTime<Utc>,
}

/// The weight, where there is one that is no older than the hospital or the ward allows.
///
/// # Errors
/// The [`Problem`] to say, with what to do about it.
pub fn recent_weight(weight: Option<Weight>, valid_hours: i16, now: DateTime<Utc>) -> Result<Weight, Problem> {
    let weight = weight.ok_or(Problem::WeightMissing)?;
    if now - weight.at > TimeDelta::hours(i64::from(valid_hours)) {
        return Err(Problem::WeightTooOld { kg: weight.kg, at: weight.at, hours: i64::from(valid_hours) });
    }
    Ok(weight)
}

/// Younger than eighteen on a day.
pub fn is_minor(born: NaiveDate, today: NaiveDate) -> bool {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i32::from(!had_birthday) < ADULT_YEARS
}
