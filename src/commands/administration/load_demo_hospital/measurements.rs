//! Weights and heights as plausible for the age, all invented.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use super::LoadError;
use super::dice::Dice;
use super::patients::Patient;
use crate::domain::item::surface::Height;
use crate::domain::item::weight::Weight;
use crate::schema::{measurements, users};

/// Wards that weigh daily: doses for the smallest rest on a fresh weight (PRE-3).
const DAILY: [&str; 3] = ["UTI-N", "UTI-P", "PED"];

/// Most patients are weighed and measured within two hours of admission; the children again today.
pub fn load(connection: &mut PgConnection, patients: &[Patient], now: DateTime<Utc>) -> Result<(), LoadError> {
    // Dice of their own, so that names, beds and orders fall as they always did.
    let mut dice = Dice::new(70);
    let nurse: i64 = users::table.filter(users::role.eq("nurse")).select(users::id).first(connection)?;
    for patient in patients {
        let body = Body::of(patient, &mut dice, now);
        let (first, today) =
            (patient.admitted_at + dice.minutes(120), now - TimeDelta::hours(1) - dice.minutes(9 * 60));
        let (scale, ruler) = (dice.roll(12) != 0, dice.roll(6) != 0);
        if !scale {
            continue;
        }
        insert(connection, patient, nurse, (body.weight(0), ruler.then(|| body.height())), first)?;
        if DAILY.contains(&patient.ward_code.as_str()) {
            insert(connection, patient, nurse, (body.weight(2), None), today)?;
        }
    }
    Ok(())
}

/// Tens of grams, and millimetres.
struct Body {
    weight: i64,
    height: i64,
}

impl Body {
    fn of(patient: &Patient, dice: &mut Dice, now: DateTime<Utc>) -> Self {
        let days = days_between(patient.birth_date, now);
        let years = days / 365;
        let about = |dice: &mut Dice, middle: i64, spread: u64| middle - half(spread) + dice.roll(spread).cast_signed();
        match (years, patient.sex) {
            (0, _) => Body { weight: about(dice, 230 + days, 160), height: about(dice, 470, 60) },
            (1..=12, _) => Body {
                weight: about(dice, (years * 2 + 8) * 100, u64::try_from(years).unwrap_or_default() * 60 + 200),
                height: about(dice, (years * 6 + 77) * 10, 100),
            },
            (_, "female") => Body { weight: about(dice, 6_700, 3_600), height: about(dice, 1_620, 220) },
            _ => Body { weight: about(dice, 7_900, 4_200), height: about(dice, 1_750, 240) },
        }
    }

    /// In kilograms, some percent more than on admission: to ten grams for the smallest, a hundred for others.
    fn weight(&self, percent: i64) -> Decimal {
        let weight = self.weight * (100 + percent) / 100;
        let step = if weight < 1_000 { 1 } else { 10 };
        Decimal::new(weight / step * step, 2)
    }

    /// In whole centimetres, half ones for the smallest.
    fn height(&self) -> Decimal {
        let step = if self.height < 1_000 { 5 } else { 10 };
        Decimal::new(self.height / step * step, 1)
    }
}

fn half(spread: u64) -> i64 {
    (spread / 2).cast_signed()
}

fn days_between(born: NaiveDate, now: DateTime<Utc>) -> i64 {
    (now.date_naive() - born).num_days()
}

fn insert(
    connection: &mut PgConnection,
    patient: &Patient,
    nurse: i64,
    (weight, height): (Decimal, Option<Decimal>),
    at: DateTime<Utc>,
) -> QueryResult<usize> {
    diesel::insert_into(measurements::table)
        .values((
            measurements::patient_id.eq(patient.id),
            measurements::weight_kg.eq(weight),
            measurements::height_cm.eq(height),
            measurements::measured_at.eq(at),
            measurements::recorded_by.eq(nurse),
            measurements::recorded_at.eq(at),
        ))
        .execute(connection)
}

/// The height that was known at a moment.
pub fn height_at(connection: &mut PgConnection, patient_id: i64, at: DateTime<Utc>) -> QueryResult<Option<Height>> {
    let known: Option<(Decimal, DateTime<Utc>)> = measurements::table
        .filter(measurements::patient_id.eq(patient_id))
        .filter(measurements::height_cm.is_not_null())
        .filter(measurements::measured_at.le(at))
        .order(measurements::measured_at.desc())
        .select((measurements::height_cm.assume_not_null(), measurements::measured_at))
        .first(connection)
        .optional()?;
    Ok(known.map(|(cm, at)| Height { cm, at }))
}

/// The weight that was known at a moment.
pub fn weight_at(connection: &mut PgConnection, patient_id: i64, at: DateTime<Utc>) -> QueryResult<Option<Weight>> {
    let known: Option<(Decimal, DateTime<Utc>)> = measurements::table
        .filter(measurements::patient_id.eq(patient_id))
        .filter(measurements::weight_kg.is_not_null())
        .filter(measurements::measured_at.le(at))
        .order(measurements::measured_at.desc())
        .select((measurements::weight_kg.assume_not_null(), measurements::measured_at))
        .first(connection)
        .optional()?;
    Ok(known.map(|(kg, at)| Weight { kg, at }))
}
