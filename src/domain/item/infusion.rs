//! How an injection is prepared and how fast it flows (ITEM-6, ITEM-14, ITEM-16).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::fields::{chosen, read_number, refuse};
use super::rate::{Rate, RateUnit, fits, flow_of, minutes_of, pump_rate};
use super::typed::{Field, TypedItem};
use crate::domain::medication::Medication;
use crate::domain::named::Named;
use crate::domain::number::DecimalMark;
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;

/// The largest volume, in mL.
const LARGEST_VOLUME: i64 = 10_000;
/// The fastest flow, in mL/h.
const FASTEST: i64 = 10_000;
/// The longest single infusion, in minutes: a day.
const LONGEST_MINUTES: i64 = 24 * 60;

/// What an injection may be diluted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diluent {
    pub code: String,
    pub name: Named,
}

/// How an injection goes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Infusion {
    /// As it is, at once.
    Bolus,
    Flow(Flow),
}

/// A volume that flows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// None for what is infused as it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub diluent: Option<Diluent>,
    /// The whole of it, in mL.
    pub volume_ml: Decimal,
    /// What the pump is set to, in mL/h.
    pub ml_h: Decimal,
    pub pace: Pace,
}

/// What the speed was prescribed as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// Each dose flows for so many minutes.
    Minutes(Decimal),
    /// It flows all day.
    Rate(Rate),
}

/// What was chosen in the list of preparations.
#[derive(Clone, Copy)]
enum Preparation<'a> {
    Bolus,
    Ready,
    In(&'a Diluent),
}

/// The rest of the item, as far as an infusion depends on it.
pub(super) struct Around<'a> {
    pub medication: Option<&'a Medication>,
    pub route: Option<&'a str>,
    pub continuous: bool,
    /// Amount and unit of the dose; of a continuous infusion, of the medicine in its whole volume.
    pub dose: Option<(Decimal, &'a str)>,
    pub weight_kg: Option<Decimal>,
    pub diluents: &'a [Diluent],
    pub mark: DecimalMark,
}

/// The infusion that was typed; `Some(None)` for an item that is none.
pub(super) fn read_infusion(
    typed: &TypedItem,
    around: &Around<'_>,
    problems: &mut Problems,
) -> Option<Option<Infusion>> {
    let preparation = problems.note(Field::Preparation, choose_preparation(typed, around))?;
    match preparation {
        None | Some(Preparation::Bolus) => {
            let fields = [
                (&typed.volume, Field::Volume),
                (&typed.minutes, Field::Minutes),
                (&typed.rate, Field::Rate),
                (&typed.rate_unit, Field::RateUnit),
            ];
            for (text, field) in fields {
                refuse(text, field, Problem::OnlyWhatFlows, problems);
            }
            Some(preparation.map(|_| Infusion::Bolus))
        }
        Some(Preparation::Ready) => read_flow(typed, None, around, problems).map(Some),
        Some(Preparation::In(diluent)) => read_flow(typed, Some(diluent), around, problems).map(Some),
    }
}

fn choose_preparation<'a>(typed: &TypedItem, around: &Around<'a>) -> Result<Option<Preparation<'a>>, Problem> {
    let preparation = match typed.preparation.trim() {
        "" => None,
        "bolus" => Some(Preparation::Bolus),
        "ready" => Some(Preparation::Ready),
        code => {
            let diluent = around.diluents.iter().find(|diluent| diluent.code == code);
            Some(Preparation::In(diluent.ok_or(Problem::PreparationUnknown)?))
        }
    };
    if !matches!(preparation, Some(Preparation::In(_))) {
        around.medication.map_or(Ok(()), check_dilution)?;
    }
    match preparation {
        Some(_) if around.medication.is_some_and(|medication| !medication.is_injectable()) => {
            Err(Problem::PreparationNotForForm)
        }
        Some(Preparation::Bolus) if around.continuous => Err(Problem::ContinuousNotBolus),
        None if around.continuous || around.route == Some("IV") => Err(Problem::PreparationMissing),
        preparation => Ok(preparation),
    }
}

/// What kills undiluted: concentrated potassium (ITEM-14), and a vinca alkaloid in a syringe (ITEM-16).
fn check_dilution(medication: &Medication) -> Result<(), Problem> {
    if medication.is_concentrated_potassium() {
        return Err(Problem::PotassiumOnlyDiluted { medication: medication.name.clone() });
    }
    if medication.is_vinca_alkaloid() {
        return Err(Problem::VincaOnlyDiluted { medication: medication.name.clone() });
    }
    Ok(())
}

fn read_flow(
    typed: &TypedItem,
    diluent: Option<&Diluent>,
    around: &Around<'_>,
    problems: &mut Problems,
) -> Option<Infusion> {
    let volume_ml = problems.note(Field::Volume, read_volume(&typed.volume, around.mark));
    let speed = if around.continuous {
        refuse(&typed.minutes, Field::Minutes, Problem::ContinuousHasNoEnd, problems);
        read_rate(typed, around, volume_ml, problems)
    } else {
        read_single(typed, around.mark, volume_ml, problems)
    };
    let (ml_h, pace) = speed?;
    Some(Infusion::Flow(Flow { diluent: diluent.cloned(), volume_ml: volume_ml?, ml_h, pace }))
}

fn read_volume(typed: &str, mark: DecimalMark) -> Result<Decimal, Problem> {
    let volume = read_number(typed, mark, Problem::VolumeMissing)?;
    if volume > Decimal::from(LARGEST_VOLUME) || volume.scale() > 2 {
        return Err(Problem::VolumeOutOfRange { most: LARGEST_VOLUME });
    }
    Ok(volume)
}

/// Minutes or mL/h of a single infusion: either gives the other; both must agree.
fn read_single(
    typed: &TypedItem,
    mark: DecimalMark,
    volume_ml: Option<Decimal>,
    problems: &mut Problems,
) -> Option<(Decimal, Pace)> {
    if !matches!(typed.rate_unit.trim(), "" | "mL/h") {
        problems.note::<()>(Field::RateUnit, Err(Problem::RateUnitOnlyContinuous));
    }
    let has_rate = !typed.rate.trim().is_empty();
    if !has_rate && typed.minutes.trim().is_empty() {
        return problems.note(Field::Minutes, Err(Problem::PaceMissing));
    }
    let minutes =
        (!typed.minutes.trim().is_empty()).then(|| problems.note(Field::Minutes, read_minutes(&typed.minutes, mark)));
    let ml_h = has_rate.then(|| problems.note(Field::Rate, read_ml_h(&typed.rate, mark)));
    let volume = volume_ml?;
    let (minutes, ml_h) = match (minutes, ml_h) {
        (Some(minutes), None) => (minutes?, problems.note(Field::Minutes, settable(flow_of(volume, minutes?)))?),
        (None, Some(ml_h)) => (problems.note(Field::Rate, lasting(minutes_of(volume, ml_h?)))?, ml_h?),
        (Some(minutes), Some(ml_h)) => {
            problems.note(Field::Rate, agreeing(volume, minutes?, ml_h?))?;
            (minutes?, ml_h?)
        }
        (None, None) => return None,
    };
    Some((ml_h, Pace::Minutes(minutes)))
}

fn read_minutes(typed: &str, mark: DecimalMark) -> Result<Decimal, Problem> {
    let minutes = read_number(typed, mark, Problem::PaceMissing)?;
    if minutes.scale() > 1 { Err(Problem::MinutesOutOfRange) } else { lasting(Some(minutes)) }
}

fn read_ml_h(typed: &str, mark: DecimalMark) -> Result<Decimal, Problem> {
    let ml_h = read_number(typed, mark, Problem::RateMissing)?;
    if ml_h.scale() > 1 { Err(Problem::RateOutOfRange) } else { settable(Some(ml_h)) }
}

fn agreeing(volume_ml: Decimal, minutes: Decimal, ml_h: Decimal) -> Result<(), Problem> {
    let flow = flow_of(volume_ml, minutes);
    if flow == Some(ml_h) || minutes_of(volume_ml, ml_h) == Some(minutes) {
        return Ok(());
    }
    Err(Problem::PaceDisagrees { ml_h: settable(flow)? })
}

/// The rate of a continuous infusion, and what the pump is set to.
fn read_rate(
    typed: &TypedItem,
    around: &Around<'_>,
    volume_ml: Option<Decimal>,
    problems: &mut Problems,
) -> Option<(Decimal, Pace)> {
    let quantity = problems.note(Field::Rate, read_number(&typed.rate, around.mark, Problem::RateMissing));
    let unit = problems.note(Field::RateUnit, choose_rate_unit(typed, around));
    let rate = Rate { quantity: quantity?, unit: unit? };
    if rate.unit == RateUnit::MillilitresAnHour {
        problems.note(Field::Rate, read_ml_h(&typed.rate, around.mark))?;
    }
    let ml_h = pump_rate(&rate, around.weight_kg, around.dose?, volume_ml?);
    let ml_h = problems.note(Field::Rate, settable(ml_h))?;
    Some((ml_h, Pace::Rate(rate)))
}

fn choose_rate_unit(typed: &TypedItem, around: &Around<'_>) -> Result<RateUnit, Problem> {
    let code = chosen(&typed.rate_unit, Problem::RateUnitMissing)?;
    let unit = RateUnit::from_code(code).ok_or(Problem::UnitUnknown)?;
    if around.dose.is_some_and(|(_, dose_unit)| !fits(unit, dose_unit)) {
        return Err(Problem::RateUnitUnlikeDose);
    }
    if unit.is_per_kg() && around.weight_kg.is_none() {
        return Err(Problem::NoWeightToCalculate);
    }
    Ok(unit)
}

fn settable(ml_h: Option<Decimal>) -> Result<Decimal, Problem> {
    ml_h.filter(|ml_h| *ml_h <= Decimal::from(FASTEST)).ok_or(Problem::RateOutOfRange)
}

fn lasting(minutes: Option<Decimal>) -> Result<Decimal, Problem> {
    minutes.filter(|minutes| *minutes <= Decimal::from(LONGEST_MINUTES)).ok_or(Problem::MinutesOutOfRange)
}
