//! An item as far as it can be read: what is there, what it comes to, and what is in the way.

use rust_decimal::Decimal;

use super::as_needed::{read_indication, read_limits, refuse_limits};
use super::contents::Contents;
use super::fields::chosen;
use super::infusion::{Around, Infusion, Pace, read_infusion};
use super::lists::{CodeLists, Frequency};
use super::per_kg::{Basis, PerKg, PerKgUnit};
use super::programme::read_safeguards;
use super::protocol::read_protocol;
use super::surface::Surface;
use super::typed::{Field, TypedItem};
use super::{Circumstances, Item, UnusualRoute};
use crate::domain::abbreviation::check_text;
use crate::domain::dose::check_unit;
use crate::domain::medication::{Medication, Route};
use crate::domain::number::parse_quantity;
use crate::domain::plan::{Plan, plan};
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;

/// The longest duration, in days; later the item is prescribed anew.
const LONGEST_DURATION: i16 = 365;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// An item that may still lack parts.
#[derive(Debug)]
pub struct Draft {
    /// The dose to be given; calculated, where it was typed per kg.
    pub dose: Option<(Decimal, String)>,
    pub contents: Contents,
    /// Dose or rate was typed per kg.
    pub is_per_kg: bool,
    /// Whether it may be signed only with a recent weight (PRE-3).
    pub needs_weight: bool,
    /// Whether it may be signed only with a recent height, too (PRE-3).
    pub needs_height: bool,
    shown: String,
    item: Option<Item>,
    problems: Problems,
}

impl Draft {
    /// Reads all fields, in their order.
    pub fn read(typed: &TypedItem, medication: Result<&Medication, Problem>, around: &Circumstances<'_>) -> Self {
        let mut problems = Problems::default();
        let medication = problems.note(Field::Medication, medication);
        if let (Some(medication), Some(specialty)) = (medication, around.specialty) {
            problems.note(Field::Medication, medication.check_prescriber(specialty));
        }
        if let (Some(medication), Some(doctor_id)) = (medication, around.doctor_id) {
            problems.note(Field::Medication, medication.check_registration(doctor_id));
        }
        let mut contents = Contents::default();
        let needs_weight = medication.is_some_and(|medication| medication.weight_based);
        contents.fatal_by_other_routes = medication.is_some_and(Medication::is_vinca_alkaloid);
        let dose = read_dose(typed, medication, around, &mut contents, &mut problems);
        let route = problems.note(Field::Route, choose_route(typed, medication, around.lists));
        let frequency = problems.note(Field::Frequency, choose_frequency(typed, around.lists));
        let plan = read_plan(typed, medication, route, frequency, around, &mut problems);
        let duration_days = problems.note(Field::Duration, read_duration(&typed.duration));
        read_reason(typed, medication, frequency, around, &mut contents, &mut problems);
        let infusion =
            read_infusion(typed, &around_infusion(medication, route, frequency, &dose, around), &mut problems);
        contents.infusion = infusion.clone().flatten();
        let cycle = frequency.map(|frequency| frequency.cycle);
        if !around.at_home {
            contents.protocol = read_protocol(typed, medication, route, cycle, &mut problems);
        }
        contents.safeguards = read_safeguards(typed, medication, around, &mut problems);
        let by_protocol =
            !around.at_home && medication.is_some_and(|medication| medication.is_antineoplastic(route, cycle));
        let needs_height = is_per_surface(typed) || by_protocol;
        contents.surface = if needs_height { around.surface() } else { None };
        let note = problems.note(Field::Note, read_note(&typed.note));
        let rate_per_kg = runs_per_kg(&contents);
        if contents.per_kg.is_some() || rate_per_kg || contents.surface.is_some() {
            contents.weight = around.weight.cloned();
        }
        let is_per_kg = is_per_kg(typed);
        let complete = || {
            let (quantity, unit) = dose.clone()?;
            infusion.as_ref()?;
            Some(Item {
                medication_id: medication?.id,
                quantity,
                unit,
                route: route?.code.clone(),
                unusual_route: unusual(medication?, route?, around.lists),
                frequency: frequency?.code.clone(),
                plan: plan?,
                duration_days: duration_days?,
                contents: contents.clone(),
                programme: medication?.programme.as_ref().and_then(|programme| programme.code.clone()),
                note: note?,
            })
        };
        let item = complete();
        let shown = typed.shown.trim().to_owned();
        let needs_weight = needs_weight || is_per_kg || needs_height;
        Draft { dose, contents, is_per_kg, needs_weight, needs_height, shown, item, problems }
    }

    /// The item, or everything that is in the way, field by field.
    ///
    /// # Errors
    /// All problems at once, in the order of the fields.
    pub fn complete(self) -> Result<Item, Vec<(Field, Problem)>> {
        let calculated = self.calculated();
        let seen = calculated.is_empty() || calculated == self.shown;
        let of_dose = self.contents.per_kg.is_some() || self.contents.surface.is_some();
        let field = if of_dose { Field::Dose } else { Field::Rate };
        let problems = self.problems.into_list();
        match self.item {
            Some(_) if problems.is_empty() && !seen => Err(vec![(field, Problem::CalculationUnseen)]),
            Some(item) if problems.is_empty() => Ok(item),
            _ => Err(problems),
        }
    }

    /// What was calculated, as the form sends it back: only what the doctor has seen is signed (ITEM-6, ITEM-10).
    /// Empty where nothing was calculated from weight, height or a concentration.
    pub fn calculated(&self) -> String {
        let mut results = Vec::new();
        if let (Some(_), Some((quantity, unit))) = (&self.contents.per_kg, &self.dose) {
            results.push(format!("{quantity} {unit}"));
        }
        if let Some(surface) = &self.contents.surface {
            results.push(format!("{} m2", surface.m2));
        }
        if let Some(Infusion::Flow(flow)) = &self.contents.infusion
            && let Pace::Rate(rate) = &flow.pace
            && rate.unit != super::rate::RateUnit::MillilitresAnHour
        {
            results.push(format!("{} mL/h", flow.ml_h));
        }
        results.join("; ")
    }
}

fn is_per_kg(typed: &TypedItem) -> bool {
    PerKgUnit::from_code(typed.unit.trim()).is_some() || typed.rate_unit.contains("/kg/")
}

fn is_per_surface(typed: &TypedItem) -> bool {
    PerKgUnit::from_code(typed.unit.trim()).is_some_and(|unit| unit.basis() == Basis::Surface)
}

fn runs_per_kg(contents: &Contents) -> bool {
    match &contents.infusion {
        Some(Infusion::Flow(flow)) => matches!(&flow.pace, Pace::Rate(rate) if rate.unit.is_per_kg()),
        _ => false,
    }
}

impl Circumstances<'_> {
    /// Where weight and height are recent enough to calculate it.
    fn surface(&self) -> Option<Surface> {
        Surface::of(self.weight?, self.height?)
    }
}

/// Number and unit; per kg or square metre, what they come to for this patient (ITEM-10).
fn read_dose(
    typed: &TypedItem,
    medication: Option<&Medication>,
    around: &Circumstances<'_>,
    contents: &mut Contents,
    problems: &mut Problems,
) -> Option<(Decimal, String)> {
    let quantity = problems.note(Field::Dose, parse_quantity(&typed.dose, around.mark));
    let per_kg = PerKgUnit::from_code(typed.unit.trim());
    let code = per_kg.map_or(typed.unit.as_str(), |unit| unit.of_dose());
    let unit = problems.note(Field::Unit, choose_unit(code, medication, around.lists));
    let (quantity, unit) = (quantity?, unit?);
    let Some(per_kg_unit) = per_kg else { return Some((quantity, unit)) };
    let measure = match per_kg_unit.basis() {
        Basis::Weight => around.weight.map(|weight| weight.kg).ok_or(Problem::NoWeightToCalculate),
        Basis::Surface => around.surface().map(|surface| surface.m2).ok_or(Problem::NoSurfaceToCalculate),
    };
    let measure = problems.note(Field::Unit, measure)?;
    let per_kg = PerKg { quantity, unit: per_kg_unit };
    let dose = problems.note(Field::Dose, per_kg.dose(measure).ok_or(Problem::DoseOutOfRange))?;
    contents.per_kg = Some(per_kg);
    Some((dose, unit))
}

/// Indication and limits, where the frequency or the medication asks for them (ITEM-7, ITEM-9).
fn read_reason(
    typed: &TypedItem,
    medication: Option<&Medication>,
    frequency: Option<&Frequency>,
    around: &Circumstances<'_>,
    contents: &mut Contents,
    problems: &mut Problems,
) {
    let is_prn = frequency.is_some_and(|frequency| frequency.prn);
    let is_antimicrobial = medication.is_some_and(|medication| medication.antimicrobial);
    let indication = problems.note(Field::Indication, read_indication(&typed.indication, is_prn || is_antimicrobial));
    contents.indication = indication.flatten();
    if is_prn {
        contents.as_needed = read_limits(typed, around.mark, problems);
    } else if frequency.is_some() {
        refuse_limits(typed, problems);
    }
}

fn around_infusion<'a>(
    medication: Option<&'a Medication>,
    route: Option<&'a Route>,
    frequency: Option<&Frequency>,
    dose: &'a Option<(Decimal, String)>,
    around: &Circumstances<'a>,
) -> Around<'a> {
    Around {
        medication,
        route: route.map(|route| route.code.as_str()),
        continuous: frequency.is_some_and(|frequency| frequency.continuous),
        dose: dose.as_ref().map(|(quantity, unit)| (*quantity, unit.as_str())),
        weight_kg: around.weight.map(|weight| weight.kg),
        diluents: &around.lists.diluents,
        mark: around.mark,
    }
}

fn choose_unit(code: &str, medication: Option<&Medication>, lists: &CodeLists) -> Result<String, Problem> {
    let code = chosen(code, Problem::UnitMissing)?;
    let unit = lists.units.iter().find(|unit| unit.code == code).ok_or(Problem::UnitUnknown)?;
    check_unit(unit.kind, medication.map_or("", |medication| &medication.form_group))?;
    medication.map_or(Ok(()), |medication| medication.check_unit(&unit.code))?;
    Ok(unit.code.clone())
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

fn unusual(medication: &Medication, route: &Route, lists: &CodeLists) -> Option<UnusualRoute> {
    let usual = lists.routes.iter().filter(|route| medication.usual_routes.contains(&route.code));
    (!medication.is_usual(&route.code))
        .then(|| UnusualRoute { route: route.name.clone(), usual: usual.map(|route| route.name.clone()).collect() })
}

fn choose_frequency<'a>(typed: &TypedItem, lists: &'a CodeLists) -> Result<&'a Frequency, Problem> {
    let code = chosen(&typed.frequency, Problem::FrequencyMissing)?;
    lists.frequencies.iter().find(|frequency| frequency.code == code).ok_or(Problem::FrequencyUnknown)
}

/// The doses; a first dose now only as the form showed what follows it (TIME-2), and oral methotrexate weekly (ITEM-15).
fn read_plan(
    typed: &TypedItem,
    medication: Option<&Medication>,
    route: Option<&Route>,
    frequency: Option<&Frequency>,
    around: &Circumstances<'_>,
    problems: &mut Problems,
) -> Option<Plan> {
    let frequency = frequency?;
    let weekly = medication.zip(around.specialty);
    if let Some((medication, specialty)) = weekly {
        problems.note(Field::Frequency, medication.check_frequency(specialty, route, frequency.cycle));
    }
    let plan = problems.note_all(choose_plan(typed, frequency, around))?;
    if let Some((medication, specialty)) = weekly {
        problems.note(Field::FirstDose, medication.check_first_dose(specialty, route, &plan, around.clock));
    }
    Some(plan)
}

fn choose_plan(
    typed: &TypedItem,
    frequency: &Frequency,
    around: &Circumstances<'_>,
) -> Result<Plan, Vec<(Field, Problem)>> {
    let plan = plan(typed, frequency, around.clock)?;
    if plan.schedule.first_dose_at.is_some() && typed.doses_shown != plan.mark() {
        return Err(vec![(Field::FirstDose, Problem::DosesNotShown)]);
    }
    Ok(plan)
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
