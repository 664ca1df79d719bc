//! Maximum doses of a substance: of a dose, an hour and a day, absolute, per kilogram or per square metre, by route, age
//! and weight, across every item with the same substance (CDS-5, KNOW-1); and what is above an adult's for somebody who
//! has no maximum yet (ITEM-10).
//!
//! Every row that fits the patient and the route counts, each for itself: what a child may have per kilogram and what
//! nobody may have at all are two rows. A day counts whatever gets into the body, by any route.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::domain::age::Age;
use crate::domain::item::per_kg::Basis;
use crate::domain::named::Named;

use super::alert::{Alert, Amount, Finding, OfBody, Rule, Severity};
use super::strength::amount_of;
use super::{Drug, Knowledge, Origin, Patient};

/// Routes by which a medicine stays where it is put: it adds nothing to what gets into the body another way.
const LOCAL: [&str; 11] = ["TOP", "OFT", "OTO", "NAS", "VAG", "IRR", "INF", "PERI", "IA", "EPI", "IT"];
const HOURS_A_DAY: Decimal = Decimal::from_parts(24, 0, 0, false, 0);

/// What a limit is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Per {
    Dose,
    Hour,
    Day,
}

impl Per {
    pub const ALL: [Per; 3] = [Per::Dose, Per::Hour, Per::Day];

    pub fn code(self) -> &'static str {
        match self {
            Per::Dose => "dose",
            Per::Hour => "hour",
            Per::Day => "day",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Per::ALL.into_iter().find(|per| per.code() == code)
    }

    /// What is decided where it is passed.
    fn decision(self) -> &'static str {
        match self {
            Per::Dose => "single maximum",
            Per::Hour => "hourly maximum",
            Per::Day => "daily maximum",
        }
    }
}

/// The hospital's own maximum of a substance: one row, one number.
#[derive(Clone, Debug)]
pub struct DoseLimit {
    /// Folded name.
    pub substance: String,
    /// By these routes; by any where there is none.
    pub routes: Vec<String>,
    pub from_age: Option<Age>,
    /// Not at this age any more.
    pub to_age: Option<Age>,
    pub from_kg: Option<Decimal>,
    /// Not at this weight any more.
    pub to_kg: Option<Decimal>,
    pub per: Per,
    /// For each kilogram or square metre; None for so much whoever it is.
    pub basis: Option<Basis>,
    pub maximum: Decimal,
    pub unit: String,
    /// A stop, or a warning.
    pub severity: Severity,
    /// Who says so, and since when.
    pub source: String,
}

impl DoseLimit {
    fn is_by(&self, route: &str) -> bool {
        self.routes.is_empty() || self.routes.iter().any(|own| own == route)
    }

    fn fits_age(&self, patient: &Patient) -> bool {
        let reached = |age: Age| age.is_reached(patient.born, patient.today);
        self.from_age.is_none_or(reached) && !self.to_age.is_some_and(reached)
    }

    /// Whether it holds for the patient's weight; None where that is not known and matters.
    fn fits_weight(&self, patient: &Patient) -> Option<bool> {
        if self.from_kg.is_none() && self.to_kg.is_none() {
            return Some(true);
        }
        let kg = patient.kg?;
        Some(self.from_kg.is_none_or(|from| kg >= from) && self.to_kg.is_none_or(|to| kg < to))
    }

    /// For whoever is older than this patient.
    fn is_for_the_older(&self, patient: &Patient) -> bool {
        self.from_age.is_some_and(|age| !age.is_reached(patient.born, patient.today)) && self.to_age.is_none()
    }
}

/// A limit in this patient's numbers.
struct Here<'a> {
    limit: &'a DoseLimit,
    /// In the limit's unit.
    maximum: Decimal,
    of_body: Option<OfBody>,
}

impl<'a> Here<'a> {
    /// None where a weight or a height is missing.
    fn of(limit: &'a DoseLimit, patient: &Patient) -> Option<Self> {
        let Some(basis) = limit.basis else { return Some(Here { limit, maximum: limit.maximum, of_body: None }) };
        let measure = match basis {
            Basis::Weight => patient.kg?,
            Basis::Surface => patient.m2?,
        };
        let maximum = limit.maximum.checked_mul(measure)?.normalize();
        let each = Amount { quantity: limit.maximum.normalize(), unit: limit.unit.clone() };
        Some(Here { limit, maximum, of_body: Some(OfBody { each, measure, basis }) })
    }

    fn is_passed_by(&self, amount: Decimal) -> bool {
        amount > self.maximum
    }
}

pub fn check(patient: &Patient, new: &[Drug], given: &[Drug], knowledge: &Knowledge) -> Vec<Alert> {
    let mut alerts = Vec::new();
    let mut unchecked = Unchecked::default();
    for drug in new {
        let of_drug: Vec<&DoseLimit> = limits_of(drug, &knowledge.limits).collect();
        let by_age = || of_drug.iter().copied().filter(|limit| limit.is_by(&drug.route) && limit.fits_age(patient));
        let fitting: Vec<&DoseLimit> = by_age().filter(|limit| limit.fits_weight(patient) != Some(false)).collect();
        if fitting.is_empty() {
            let older = of_drug.iter().filter(|limit| limit.is_for_the_older(patient) && limit.basis.is_none());
            alerts.extend(older.filter_map(|limit| above_adult(drug, limit)));
            unchecked.without.push(drug);
            continue;
        }
        let here: Vec<Here<'_>> = fitting
            .iter()
            .filter(|limit| limit.fits_weight(patient).is_some())
            .filter_map(|limit| Here::of(limit, patient))
            .collect();
        if here.is_empty() {
            unchecked.without_weight.push(drug);
        } else if !here.iter().any(|here| amount(drug, here.limit).is_some()) {
            unchecked.not_comparable.push(drug);
        }
        alerts.extend(here.iter().filter_map(|here| above_by_itself(drug, here)));
        alerts.extend(here.iter().filter_map(|here| above_in_a_day(drug, new, given, here, &mut unchecked)));
    }
    alerts.extend(unchecked.alerts());
    alerts
}

fn limits_of<'a>(drug: &'a Drug, limits: &'a [DoseLimit]) -> impl Iterator<Item = &'a DoseLimit> {
    limits.iter().filter(|limit| drug.substances.contains(&limit.substance))
}

/// In the limit's unit: of a dose, or of an hour of what flows all day.
fn amount(drug: &Drug, limit: &DoseLimit) -> Option<Decimal> {
    let ingredients = drug.name.pt.split('+').count();
    let place = drug.substances.iter().position(|substance| *substance == limit.substance)?;
    let place = if place < 2 * ingredients { place % ingredients } else { 0 };
    amount_of(drug.quantity, &drug.unit, &drug.strength, place, ingredients, &limit.unit)
}

fn in_a_day(drug: &Drug, limit: &DoseLimit) -> Option<Decimal> {
    let times = if drug.is_hourly { HOURS_A_DAY } else { Decimal::from(drug.doses_per_day?) };
    amount(drug, limit)?.checked_mul(times)
}

/// A dose, or an hour, of one item.
fn above_by_itself(drug: &Drug, here: &Here<'_>) -> Option<Alert> {
    let per = if drug.is_hourly { Per::Hour } else { Per::Dose };
    let amount = amount(drug, here.limit).filter(|_| here.limit.per == per)?;
    here.is_passed_by(amount).then(|| {
        let medications = vec![drug.name.clone()];
        alert(here, amount, drug.row().into_iter().collect(), medications)
    })
}

/// All that gets into the body in 24 hours, of every item with the substance.
fn above_in_a_day<'a>(
    drug: &'a Drug,
    new: &'a [Drug],
    given: &'a [Drug],
    here: &Here<'_>,
    unchecked: &mut Unchecked<'a>,
) -> Option<Alert> {
    let limit = here.limit;
    if limit.per != Per::Day {
        return None;
    }
    let counts = |other: &&Drug| {
        other.substances.contains(&limit.substance)
            && (other.route == drug.route || !LOCAL.contains(&other.route.as_str()))
    };
    let active = given.iter().filter(|other| other.origin == Origin::Active);
    let all: Vec<&Drug> = new.iter().chain(active).filter(counts).collect();
    unchecked.not_comparable.extend(all.iter().filter(|other| in_a_day(other, limit).is_none()));
    let total = all.iter().filter_map(|other| in_a_day(other, limit)).sum::<Decimal>();
    here.is_passed_by(total).then(|| {
        let rows = all.iter().filter_map(|other| other.row()).collect();
        alert(here, total, rows, names(&all))
    })
}

fn alert(here: &Here<'_>, found: Decimal, rows: Vec<usize>, medications: Vec<Named>) -> Alert {
    let limit = here.limit;
    let (found, maximum) = (amount_in(found, limit), amount_in(here.maximum, limit));
    let decision = format!("{}|{}|{} {}", limit.per.decision(), limit.substance, found.quantity, found.unit);
    let finding = Finding::AboveMaximum { per: limit.per, medications, found, maximum, of_body: here.of_body.clone() };
    Alert { rows, source: limit.source.clone(), ..Alert::of(Rule::MaximumDose, limit.severity, decision, finding) }
}

/// A child gets more than an adult may: a slip of the weight or of the dose per kg (ITEM-10).
fn above_adult(drug: &Drug, limit: &DoseLimit) -> Option<Alert> {
    let found = match limit.per {
        Per::Dose => amount(drug, limit).filter(|_| !drug.is_hourly),
        Per::Hour => amount(drug, limit).filter(|_| drug.is_hourly),
        Per::Day => in_a_day(drug, limit),
    };
    let found = found.filter(|found| *found > limit.maximum)?;
    let (dose, maximum) = (amount_in(found, limit), amount_in(limit.maximum, limit));
    Some(Alert {
        rows: drug.row().into_iter().collect(),
        source: limit.source.clone(),
        ..Alert::of(
            Rule::AdultMaximum,
            Severity::Warning,
            format!("adult maximum|{}|{} {}", limit.substance, dose.quantity, dose.unit),
            Finding::AboveAdultMaximum { medication: drug.name.clone(), dose, maximum },
        )
    })
}

fn amount_in(quantity: Decimal, limit: &DoseLimit) -> Amount {
    Amount { quantity: quantity.round_dp(4).normalize(), unit: limit.unit.clone() }
}

/// What could not be compared with a maximum, said once where it is decided (CDS-7, KNOW-10).
#[derive(Default)]
struct Unchecked<'a> {
    without: Vec<&'a Drug>,
    without_weight: Vec<&'a Drug>,
    not_comparable: Vec<&'a Drug>,
}

impl Unchecked<'_> {
    fn alerts(self) -> Vec<Alert> {
        let alert = |drugs: &[&Drug], decision: &str, finding: fn(Vec<Named>) -> Finding| {
            let rows: BTreeSet<usize> = drugs.iter().filter_map(|drug| drug.row()).collect();
            (!drugs.is_empty()).then(|| Alert {
                rows: rows.into_iter().collect(),
                ..Alert::of(Rule::Unchecked, Severity::Notice, decision.to_owned(), finding(names(drugs)))
            })
        };
        let not_comparable = |medications| Finding::MaximumNotComparable { medications };
        let without_weight = |medications| Finding::MaximumNeedsWeight { medications };
        let without = |medications| Finding::NoMaximum { medications };
        [
            alert(&self.not_comparable, "maximum not comparable", not_comparable),
            alert(&self.without_weight, "maximum needs weight", without_weight),
            alert(&self.without, "no maximum", without),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Each name once.
fn names(drugs: &[&Drug]) -> Vec<Named> {
    let mut names: Vec<Named> = Vec::new();
    for drug in drugs {
        if !names.contains(&drug.name) {
            names.push(drug.name.clone());
        }
    }
    names
}
