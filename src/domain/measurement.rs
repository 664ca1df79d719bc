//! Weight and height as measured at the bedside, and what about them is doubtful (PRE-4).

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use crate::domain::clock::typed_moment;
use crate::domain::number::{DecimalMark, format_quantity, parse_quantity};
use crate::domain::problem::Problem;

/// Kilograms outside of which a weight is doubtful (PRE-4).
const USUAL_KG: (Decimal, Decimal) = (Decimal::from_parts(3, 0, 0, false, 1), Decimal::from_parts(350, 0, 0, false, 0));
/// Centimetres outside of which a height is doubtful.
const USUAL_CM: (Decimal, Decimal) =
    (Decimal::from_parts(20, 0, 0, false, 0), Decimal::from_parts(250, 0, 0, false, 0));
/// A weight that changed by more than a fifth is doubtful (PRE-4).
const FIFTH: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
/// What no patient weighs or measures, in either unit; more is a slip of the finger.
const TOO_MUCH: Decimal = Decimal::ONE_THOUSAND;
/// Weights are kept to the gram, heights to the millimetre.
const WEIGHT_DECIMALS: u8 = 3;
const HEIGHT_DECIMALS: u8 = 1;

/// The fields as typed.
#[derive(Clone, Copy, Debug)]
pub struct TypedMeasurement<'a> {
    pub weight: &'a str,
    pub height: &'a str,
    /// `2026-11-25T14:03` on the hospital's clock; empty means now.
    pub measured: &'a str,
}

/// What was measured at one moment: a weight in kilograms, a height in centimetres, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measurement {
    pub weight_kg: Option<Decimal>,
    pub height_cm: Option<Decimal>,
    pub measured_at: DateTime<Utc>,
}

/// A field of the form, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasurementField {
    Weight,
    Height,
    Measured,
}

impl MeasurementField {
    pub fn code(self) -> &'static str {
        match self {
            MeasurementField::Weight => "weight",
            MeasurementField::Height => "height",
            MeasurementField::Measured => "measured",
        }
    }
}

/// How a reader writes numbers, and the hospital's clock.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub mark: DecimalMark,
    pub zone: Tz,
    pub now: DateTime<Utc>,
}

/// Reads what was typed.
///
/// # Errors
/// All problems at once, in the order of the form.
pub fn read_measurement(
    typed: TypedMeasurement<'_>,
    reader: Reader,
) -> Result<Measurement, Vec<(MeasurementField, Problem)>> {
    let weight = read_quantity(typed.weight, reader.mark, WEIGHT_DECIMALS);
    let height = read_quantity(typed.height, reader.mark, HEIGHT_DECIMALS);
    let measured = read_moment(typed.measured, reader);
    match (weight, height, measured) {
        (Ok(None), Ok(None), Ok(_)) => Err(vec![(MeasurementField::Weight, Problem::MeasurementMissing)]),
        (Ok(weight_kg), Ok(height_cm), Ok(measured_at)) => Ok(Measurement { weight_kg, height_cm, measured_at }),
        (weight, height, measured) => {
            let problems = [
                (MeasurementField::Weight, weight.err()),
                (MeasurementField::Height, height.err()),
                (MeasurementField::Measured, measured.err()),
            ];
            Err(problems.into_iter().filter_map(|(field, problem)| Some((field, problem?))).collect())
        }
    }
}

/// Nobody weighs tons: three digits behind the mark are grams, and before them is a mark and no group.
fn read_quantity(typed: &str, mark: DecimalMark, decimals: u8) -> Result<Option<Decimal>, Problem> {
    let typed = typed.trim();
    let quantity = match parse_quantity(typed, mark) {
        Err(Problem::DoseAmbiguous { .. }) if typed.contains(mark.mark()) => parse_quantity(&format!("{typed}0"), mark),
        read => read,
    };
    match quantity {
        Ok(value) if value >= TOO_MUCH => Err(Problem::MeasurementImpossible),
        Ok(value) if value.scale() > u32::from(decimals) => Err(Problem::MeasurementTooFine { decimals }),
        Ok(value) => Ok(Some(value)),
        Err(Problem::DoseMissing) => Ok(None),
        Err(Problem::DoseNotANumber { .. }) => Err(Problem::MeasurementNotANumber {
            example: format_quantity(Decimal::from_parts(725, 0, 0, false, 1), mark),
        }),
        Err(Problem::DoseNotPositive) => Err(Problem::MeasurementNotPositive),
        Err(problem) => Err(problem),
    }
}

/// A moment of the hospital's clock, not in the future.
fn read_moment(typed: &str, reader: Reader) -> Result<DateTime<Utc>, Problem> {
    if typed.trim().is_empty() {
        return Ok(reader.now);
    }
    let at = typed_moment(typed, reader.zone).ok_or(Problem::MomentUnreadable)?;
    if at > reader.now { Err(Problem::MomentInTheFuture) } else { Ok(at) }
}

/// Nobody was on a scale before they were born.
///
/// # Errors
/// The [`Problem`] to say next to the moment.
pub fn check_birth(measured_at: DateTime<Utc>, birth_date: NaiveDate, zone: Tz) -> Result<(), Problem> {
    if measured_at.with_timezone(&zone).date_naive() < birth_date { Err(Problem::MomentBeforeBirth) } else { Ok(()) }
}

/// What somebody has to look at twice before it is written (PRE-4), given the last weight on record.
pub fn doubts(
    measurement: &Measurement,
    last_kg: Option<Decimal>,
    mark: DecimalMark,
) -> Vec<(MeasurementField, Problem)> {
    let mut doubts = Vec::new();
    let written = |number: Decimal| format_quantity(number, mark);
    if let Some(kg) = measurement.weight_kg {
        if kg < USUAL_KG.0 || kg > USUAL_KG.1 {
            let (least, most) = (written(USUAL_KG.0), written(USUAL_KG.1));
            doubts.push((MeasurementField::Weight, Problem::WeightUnusual { weight: written(kg), least, most }));
        }
        if let Some(last) = last_kg.filter(|last| (kg - last).abs() > last * FIFTH) {
            let changed = Problem::WeightChanged { weight: written(kg), last: written(last) };
            doubts.push((MeasurementField::Weight, changed));
        }
    }
    if let Some(cm) = measurement.height_cm.filter(|cm| *cm < USUAL_CM.0 || *cm > USUAL_CM.1) {
        let (least, most) = (written(USUAL_CM.0), written(USUAL_CM.1));
        doubts.push((MeasurementField::Height, Problem::HeightUnusual { height: written(cm), least, most }));
    }
    doubts
}

/// What a confirmation stands for: these values after this last weight. Any other is to be confirmed anew.
pub fn confirmation(measurement: &Measurement, last_kg: Option<Decimal>) -> String {
    let text = |value: Option<Decimal>| value.map(|value| value.normalize().to_string()).unwrap_or_default();
    format!("{}/{}/{}", text(measurement.weight_kg), text(measurement.height_cm), text(last_kg))
}
