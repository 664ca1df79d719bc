//! An item that a patient takes home: complete, or a list of what is missing (CTL-2, ITEM-2).

pub mod papers;
pub mod supply;
pub mod typed;

use crate::domain::abbreviation::check_text;
use crate::domain::controlled::ControlledItem;
use crate::domain::cycle::Cycle;
use crate::domain::item::lists::{CodeLists, Frequency};
use crate::domain::item::per_kg::PerKgUnit;
use crate::domain::item::typed::{Field, TypedItem};
use crate::domain::item::{Circumstances, Draft, Item};
use crate::domain::medication::Medication;
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;
use supply::{Course, days_covered};
use typed::TypedTakeHome;

/// Units that one item may supply at most.
const MOST_UNITS: u32 = 9999;
/// Characters of a diagnosis or CID: `F32` is one.
const DIAGNOSIS: std::ops::RangeInclusive<usize> = 3..=200;
const JUSTIFICATION: std::ops::RangeInclusive<usize> = 10..=500;
/// What is given by these is given by somebody in a hospital.
const HOSPITAL_ROUTES: [&str; 10] = ["IV", "IO", "EPI", "IT", "PERI", "INF", "IA", "ET", "IRR", "ID"];
/// Works against fungi and viruses: no antimicrobial of RDC 471/2021, which is about bacteria.
const NOT_RETAINED: [&str; 4] = ["J02", "J05", "A07AA02", "D01"];

/// What the formulary says of supplying a medication outside the hospital.
#[derive(Clone, Debug, Default)]
pub struct Dispensed {
    /// `comprimido`, `ampola`, `frasco` …
    pub unit: String,
    pub strength: String,
    /// Empty where it is on none.
    pub list: String,
    /// An addendum of its list moves it to the special-control prescription (CTL-3).
    pub addendum: bool,
    pub hospital_only: bool,
    /// What it is, whatever its strength and form.
    pub substance: String,
}

/// Why more is supplied than the list's limit, with the diagnosis or CID; printed on a sheet of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Justification {
    pub diagnosis: String,
    pub reason: String,
}

/// A complete item.
#[derive(Clone, Debug)]
pub struct TakeHome {
    pub item: Item,
    /// None for continuous use.
    pub days: Option<i16>,
    /// So many of its dispensing units.
    pub supply: u32,
    /// As far as one was typed; whether it is needed is decided with the papers.
    pub justification: Option<Justification>,
    /// Needs a prescription that the pharmacy keeps (RDC 471/2021).
    pub retained: bool,
    /// Only where its list asks for a document.
    pub controlled: Option<ControlledItem>,
}

/// Whether a route can be used at home.
pub fn is_home_route(code: &str) -> bool {
    !HOSPITAL_ROUTES.contains(&code)
}

/// Whether a frequency makes sense at home: neither at once nor without an end.
pub fn is_home_frequency(frequency: &Frequency) -> bool {
    !frequency.stat && !frequency.continuous
}

/// Reads a row.
///
/// # Errors
/// All problems at once, field by field.
pub fn read(
    typed: &TypedTakeHome,
    medication: Result<(&Medication, &Dispensed), Problem>,
    around: &Circumstances<'_>,
) -> Result<TakeHome, Vec<(Field, Problem)>> {
    let known = medication.as_ref().ok().copied();
    let draft = Draft::read(&at_home(typed, around.lists), medication.map(|(medication, _)| medication), around);
    let (item, found) = match draft.complete() {
        Ok(item) => (Some(item), Vec::new()),
        Err(found) => (None, found),
    };
    let mut problems = Problems::default();
    let at_home = check_place(typed, known, around.lists, &mut problems);
    // Of what is for the hospital, nothing else is asked that only a hospital could answer.
    for (field, problem) in found.into_iter().filter(|(field, _)| at_home || *field != Field::Preparation) {
        problems.note::<()>(field, Err(problem));
    }
    let days = problems.note(Field::Duration, read_days(typed, known));
    let supply = problems.note(Field::Supply, read_supply(&typed.supply));
    let justification = read_justification(typed, &mut problems);
    match (known, item, days, supply) {
        (Some((medication, dispensed)), Some(item), Some(_), Some(supply)) => {
            problems.none()?;
            let days = (!typed.is_continuous()).then_some(item.duration_days);
            let course = course(&item, around.lists);
            let covered = days_covered(supply, &dispensed.strength, &dispensed.unit, &course);
            let controlled = controlled(medication, dispensed, supply, days.unwrap_or_default(), covered);
            let retained = is_retained(medication);
            Ok(TakeHome { item, days, supply, justification, retained, controlled })
        }
        _ => Err(problems.into_list()),
    }
}

/// The row as the rules of any item read it: home has no times of day, and continuous use no days.
fn at_home(typed: &TypedTakeHome, lists: &CodeLists) -> TypedItem {
    let frequency = lists.frequencies.iter().find(|frequency| frequency.code == typed.item.frequency.trim());
    let once = frequency.is_some_and(|frequency| frequency.cycle == Cycle::Once);
    let per_kg = PerKgUnit::from_code(typed.item.unit.trim()).is_some();
    TypedItem {
        // Nobody says at which hour a single dose is taken at home.
        times: if once { "08:00".to_owned() } else { String::new() },
        duration: if typed.is_continuous() { "1".to_owned() } else { typed.item.duration.clone() },
        unit: if per_kg { "per kg".to_owned() } else { typed.item.unit.clone() },
        ..typed.item.clone()
    }
}

/// What never leaves the hospital (WHO-6), and whether route and frequency can be kept at home.
fn check_place(
    typed: &TypedTakeHome,
    known: Option<(&Medication, &Dispensed)>,
    lists: &CodeLists,
    problems: &mut Problems,
) -> bool {
    if let Some((medication, dispensed)) = known
        && dispensed.hospital_only
    {
        let medication = medication.name.clone();
        problems.note::<()>(Field::Medication, Err(Problem::HospitalOnly { medication }));
    }
    let route = is_home_route(typed.item.route.trim());
    if !route {
        problems.note::<()>(Field::Route, Err(Problem::RouteNotAtHome));
    }
    let frequency = lists.frequencies.iter().find(|frequency| frequency.code == typed.item.frequency.trim());
    let often = frequency.is_none_or(is_home_frequency);
    if !often {
        problems.note::<()>(Field::Frequency, Err(Problem::FrequencyNotAtHome));
    }
    route && often
}

/// Continuous use has no days, except on papers whose limits are days.
fn read_days(typed: &TypedTakeHome, known: Option<(&Medication, &Dispensed)>) -> Result<(), Problem> {
    if !typed.is_continuous() {
        return Ok(());
    }
    if !typed.item.duration.trim().is_empty() {
        return Err(Problem::DaysDespiteContinuous);
    }
    match known {
        Some((medication, dispensed)) if is_retained(medication) || !dispensed.list.is_empty() => {
            Err(Problem::DaysOfControlledMissing { medication: medication.name.clone() })
        }
        _ => Ok(()),
    }
}

fn read_supply(typed: &str) -> Result<u32, Problem> {
    let digits = typed.trim();
    if digits.is_empty() {
        return Err(Problem::SupplyMissing);
    }
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    whole.filter(|units| (1..=MOST_UNITS).contains(units)).ok_or(Problem::SupplyOutOfRange { most: MOST_UNITS })
}

/// Both or none; that one is owed is said with the limit.
fn read_justification(typed: &TypedTakeHome, problems: &mut Problems) -> Option<Justification> {
    let (diagnosis, reason) = (typed.diagnosis.trim(), typed.justification.trim());
    if diagnosis.is_empty() && reason.is_empty() {
        return None;
    }
    let within = |text: &str, range: std::ops::RangeInclusive<usize>| range.contains(&text.chars().count());
    let checked = |text: &str, range, problem| if within(text, range) { check_text(text) } else { Err(problem) };
    problems.note(Field::Diagnosis, checked(diagnosis, DIAGNOSIS, Problem::DiagnosisOutOfRange));
    problems.note(Field::Justification, checked(reason, JUSTIFICATION, Problem::JustificationOutOfRange));
    Some(Justification { diagnosis: diagnosis.to_owned(), reason: reason.to_owned() })
}

fn course<'a>(item: &'a Item, lists: &CodeLists) -> Course<'a> {
    let frequency = lists.frequencies.iter().find(|frequency| frequency.code == item.frequency);
    let as_needed = item.contents.as_needed.as_ref().map(|limits| i64::from(limits.most_per_day));
    let scheduled = frequency.and_then(|frequency| i64::try_from(frequency.doses_per_day).ok());
    Course {
        dose: item.quantity,
        unit: &item.unit,
        doses: as_needed.or(scheduled).unwrap_or_default(),
        every_days: frequency.and_then(|frequency| match frequency.cycle {
            Cycle::Once => None,
            Cycle::Daily => Some(1),
            Cycle::Alternate => Some(2),
            Cycle::Weekly => Some(7),
            Cycle::Monthly => Some(30),
        }),
    }
}

/// As its list sees it; None for what is on no list, and for a retinoid for the skin.
fn controlled(
    medication: &Medication,
    dispensed: &Dispensed,
    supply: u32,
    days: i16,
    covered: Option<u32>,
) -> Option<ControlledItem> {
    let topical = medication.form_group == "top";
    if dispensed.list.is_empty() || (topical && dispensed.list == "C2") {
        return None;
    }
    Some(ControlledItem {
        name: medication.name.clone(),
        substance: dispensed.substance.clone(),
        list: dispensed.list.clone(),
        addendum: dispensed.addendum,
        atc_code: medication.atc_code.clone(),
        topical,
        hospital_only: dispensed.hospital_only,
        ampoules: (dispensed.unit == "ampola").then_some(supply),
        // What is handed out lasts as long as it lasts, whatever is written beside it.
        days: u32::from(days.unsigned_abs()).max(covered.unwrap_or_default()),
    })
}

fn is_retained(medication: &Medication) -> bool {
    medication.antimicrobial && !NOT_RETAINED.iter().any(|group| medication.atc_code.starts_with(group))
}
