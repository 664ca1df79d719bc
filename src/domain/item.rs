//! An item of a prescription: complete, or a list of what is missing (ITEM-2).

use chrono::NaiveTime;
use rust_decimal::Decimal;

use crate::domain::abbreviation::check_text;
use crate::domain::dose::{UnitKind, check_unit};
use crate::domain::medication::{Medication, Route, Specialty};
use crate::domain::named::Named;
use crate::domain::number::{DecimalMark, parse_quantity};
use crate::domain::problem::Problem;
use crate::domain::schedule::{complete_times, format_times, parse_times};

/// The longest duration, in days; later the item is prescribed anew.
const LONGEST_DURATION: i16 = 365;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// An item's fields as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedItem {
    pub medication: String,
    pub dose: String,
    pub unit: String,
    pub route: String,
    pub frequency: String,
    pub times: String,
    pub duration: String,
    pub note: String,
    /// The signed item that this one renews; not typed.
    pub renews: String,
}

impl TypedItem {
    /// An added row that nobody wrote in.
    pub fn is_blank(&self) -> bool {
        let fields = [
            &self.medication,
            &self.dose,
            &self.unit,
            &self.route,
            &self.frequency,
            &self.times,
            &self.duration,
            &self.note,
        ];
        fields.iter().all(|field| field.trim().is_empty())
    }
}

/// A field of an item, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Medication,
    Dose,
    Unit,
    Route,
    Frequency,
    Times,
    Duration,
    Note,
}

impl Field {
    pub fn code(self) -> &'static str {
        match self {
            Field::Medication => "medication",
            Field::Dose => "dose",
            Field::Unit => "unit",
            Field::Route => "route",
            Field::Frequency => "frequency",
            Field::Times => "times",
            Field::Duration => "duration",
            Field::Note => "note",
        }
    }
}

/// A unit of the hospital's list.
#[derive(Clone, Debug)]
pub struct Unit {
    pub code: String,
    pub kind: UnitKind,
}

/// A frequency of the hospital's list, with its usual times (TIME-1).
#[derive(Clone, Debug)]
pub struct Frequency {
    pub code: String,
    pub name: Named,
    pub doses_per_day: usize,
    pub default_times: Vec<NaiveTime>,
    /// One dose at once: without a time it is given now.
    pub stat: bool,
}

impl Frequency {
    /// `08:00 20:00`, as the form fills them in.
    pub fn usual_times(&self) -> String {
        format_times(&self.default_times)
    }
}

/// The lists that fields are chosen from.
#[derive(Clone, Debug, Default)]
pub struct CodeLists {
    pub units: Vec<Unit>,
    pub routes: Vec<Route>,
    pub frequencies: Vec<Frequency>,
}

/// A complete item, ready to be written.
#[derive(Clone, Debug)]
pub struct Item {
    pub medication_id: i64,
    pub quantity: Decimal,
    pub unit: String,
    pub route: String,
    pub frequency: String,
    pub times: Vec<NaiveTime>,
    pub duration_days: i16,
    pub note: String,
}

/// What an item is checked against.
pub struct Circumstances<'a> {
    pub lists: &'a CodeLists,
    pub specialty: &'a Specialty,
    pub mark: DecimalMark,
    /// The minute of signing, on the hospital's clock.
    pub now: NaiveTime,
}

/// Completes an item, or says everything that is in the way, field by field.
///
/// # Errors
/// All problems at once, in the order of the fields.
pub fn complete_item(
    typed: &TypedItem,
    medication: Result<&Medication, Problem>,
    circumstances: &Circumstances<'_>,
) -> Result<Item, Vec<(Field, Problem)>> {
    let mut problems = Problems::default();
    let medication = problems.note(Field::Medication, medication);
    if let Some(medication) = medication {
        problems.note(Field::Medication, medication.check_prescriber(circumstances.specialty));
    }
    let quantity = problems.note(Field::Dose, parse_quantity(&typed.dose, circumstances.mark));
    let unit = problems.note(Field::Unit, choose_unit(typed, medication, circumstances.lists));
    let route = problems.note(Field::Route, choose_route(typed, medication, circumstances.lists));
    let frequency = problems.note(Field::Frequency, choose_frequency(typed, circumstances.lists));
    let times = problems.note(Field::Times, choose_times(typed, frequency, circumstances.now));
    let duration_days = problems.note(Field::Duration, read_duration(&typed.duration));
    let note = problems.note(Field::Note, read_note(&typed.note));
    problems.none()?;
    let complete = || {
        Some(Item {
            medication_id: medication?.id,
            quantity: quantity?,
            unit: unit?.code.clone(),
            route: route?.code.clone(),
            frequency: frequency?.code.clone(),
            times: times?,
            duration_days: duration_days?,
            note: note?,
        })
    };
    complete().ok_or_else(Vec::new)
}

fn choose_unit<'a>(
    typed: &TypedItem,
    medication: Option<&Medication>,
    lists: &'a CodeLists,
) -> Result<&'a Unit, Problem> {
    let code = chosen(&typed.unit, Problem::UnitMissing)?;
    let unit = lists.units.iter().find(|unit| unit.code == code).ok_or(Problem::UnitUnknown)?;
    check_unit(unit.kind, medication.map_or("", |medication| &medication.form_group))?;
    Ok(unit)
}

fn choose_route<'a>(
    typed: &TypedItem,
    medication: Option<&Medication>,
    lists: &'a CodeLists,
) -> Result<&'a Route, Problem> {
    let code = chosen(&typed.route, Problem::RouteMissing)?;
    let route = lists.routes.iter().find(|route| route.code == code).ok_or(Problem::RouteUnknown)?;
    medication.map_or(Ok(()), |medication| medication.check_route(route))?;
    Ok(route)
}

fn choose_frequency<'a>(typed: &TypedItem, lists: &'a CodeLists) -> Result<&'a Frequency, Problem> {
    let code = chosen(&typed.frequency, Problem::FrequencyMissing)?;
    lists.frequencies.iter().find(|frequency| frequency.code == code).ok_or(Problem::FrequencyUnknown)
}

fn choose_times(typed: &TypedItem, frequency: Option<&Frequency>, now: NaiveTime) -> Result<Vec<NaiveTime>, Problem> {
    let given = parse_times(&typed.times)?;
    match frequency {
        Some(frequency) if frequency.stat => complete_times(given, &[now], 1),
        Some(frequency) => complete_times(given, &frequency.default_times, frequency.doses_per_day),
        None => Ok(given),
    }
}

fn read_duration(typed: &str) -> Result<i16, Problem> {
    let digits = chosen(typed, Problem::DurationMissing)?;
    let days = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    days.filter(|days| (1..=LONGEST_DURATION).contains(days))
        .ok_or(Problem::DurationOutOfRange { most: LONGEST_DURATION })
}

fn read_note(typed: &str) -> Result<String, Problem> {
    let note = typed.trim();
    if note.chars().count() > LONGEST_NOTE {
        return Err(Problem::NoteTooLong { most: LONGEST_NOTE });
    }
    check_text(note)?;
    Ok(note.to_owned())
}

fn chosen(typed: &str, missing: Problem) -> Result<&str, Problem> {
    let code = typed.trim();
    if code.is_empty() { Err(missing) } else { Ok(code) }
}

#[derive(Default)]
struct Problems(Vec<(Field, Problem)>);

impl Problems {
    fn note<T>(&mut self, field: Field, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.0.push((field, problem))).ok()
    }

    fn none(self) -> Result<(), Vec<(Field, Problem)>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}
