//! An item of a prescription: complete, or a list of what is missing (ITEM-2).

use chrono::{NaiveTime, TimeDelta};
use rust_decimal::Decimal;

use crate::domain::abbreviation::check_text;
use crate::domain::clock::Clock;
use crate::domain::cycle::Cycle;
use crate::domain::dose::{UnitKind, check_unit};
use crate::domain::medication::{Medication, Route, Specialty};
use crate::domain::named::Named;
use crate::domain::number::{DecimalMark, parse_quantity};
use crate::domain::plan::{Plan, plan};
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;
use crate::domain::schedule::format_times;

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
    /// `now` for a first dose on signing (TIME-2).
    pub first: String,
    /// 1 to 7 from Monday, for weekly doses.
    pub weekday: String,
    /// The first day, as 2026-11-25; empty for as soon as possible.
    pub start: String,
    /// The mark of the doses that the form showed last; not typed by anybody.
    pub shown: String,
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
            &self.first,
            &self.weekday,
            &self.start,
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
    FirstDose,
    Weekday,
    Start,
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
            Field::FirstDose => "first",
            Field::Weekday => "weekday",
            Field::Start => "start",
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

/// A frequency of the hospital's list, with the usual times where the patient is (TIME-1).
#[derive(Clone, Debug)]
pub struct Frequency {
    pub code: String,
    pub name: Named,
    pub doses_per_day: usize,
    /// The ward's own, or else the frequency's; none where the doctor must say one, or where it is now.
    pub usual_times: Vec<NaiveTime>,
    /// One dose at once: without a time it is given now.
    pub stat: bool,
    pub cycle: Cycle,
    /// The interval that doses must keep; None for so many times a day.
    pub strict_interval: Option<TimeDelta>,
}

impl Frequency {
    /// `08:00 20:00`, as the form fills them in.
    pub fn times(&self) -> String {
        format_times(&self.usual_times)
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
    pub plan: Plan,
    pub duration_days: i16,
    pub note: String,
}

/// What an item is checked against.
pub struct Circumstances<'a> {
    pub lists: &'a CodeLists,
    pub specialty: &'a Specialty,
    pub mark: DecimalMark,
    /// The moment of signing.
    pub clock: Clock,
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
    if let (Some(medication), Some(frequency)) = (medication, frequency) {
        let weekly = medication.check_frequency(circumstances.specialty, route, frequency.cycle);
        problems.note(Field::Frequency, weekly);
    }
    let plan = problems.note_all(choose_plan(typed, frequency, circumstances.clock)).flatten();
    if let (Some(medication), Some(plan)) = (medication, &plan) {
        let first_dose = medication.check_first_dose(circumstances.specialty, route, plan, circumstances.clock);
        problems.note(Field::FirstDose, first_dose);
    }
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
            plan: plan?,
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

/// The doses; a first dose now only as the form showed what follows it (TIME-2).
fn choose_plan(
    typed: &TypedItem,
    frequency: Option<&Frequency>,
    clock: Clock,
) -> Result<Option<Plan>, Vec<(Field, Problem)>> {
    let Some(frequency) = frequency else { return Ok(None) };
    let plan = plan(typed, frequency, clock)?;
    if plan.schedule.first_dose_at.is_some() && typed.shown != plan.mark() {
        return Err(vec![(Field::FirstDose, Problem::DosesNotShown)]);
    }
    Ok(Some(plan))
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
