//! The hospital's maximum of a dose and of a day, across every item with the same substance (CDS-5), and what is above
//! an adult's for somebody who has no maximum yet (ITEM-10).

use rust_decimal::Decimal;

use crate::domain::named::Named;

use super::alert::{Alert, Amount, Finding, Rule, Severity};
use super::strength::amount_of;
use super::{DoseLimit, Drug, Knowledge, Origin, Patient};

pub fn check(patient: &Patient, new: &[Drug], given: &[Drug], knowledge: &Knowledge) -> Vec<Alert> {
    let limits = limits_at(patient.age_years, &knowledge.limits);
    let mut alerts = Vec::new();
    let mut not_comparable: Vec<&Drug> = Vec::new();
    for limit in &limits {
        let drugs: Vec<&Drug> = new.iter().filter(|drug| drug.substances.contains(&limit.substance)).collect();
        if drugs.is_empty() {
            continue;
        }
        let active =
            given.iter().filter(|drug| drug.origin == Origin::Active && drug.substances.contains(&limit.substance));
        alerts.extend(drugs.iter().filter_map(|drug| above_single(drug, limit)));
        let all: Vec<&Drug> = drugs.iter().copied().chain(active).collect();
        alerts.extend(above_daily(&all, limit));
        not_comparable.extend(all.iter().filter(|drug| in_a_day(drug, limit).is_none()));
    }
    alerts.extend(grown_up(patient.age_years, &knowledge.limits).iter().flat_map(|limit| above_adult(new, limit)));
    let without: Vec<&Drug> =
        new.iter().filter(|drug| !limits.iter().any(|limit| drug.substances.contains(&limit.substance))).collect();
    alerts.extend(unchecked(&not_comparable, "maximum not comparable", |medications| Finding::MaximumNotComparable {
        medications,
    }));
    alerts.extend(unchecked(&without, "no maximum", |medications| Finding::NoMaximum { medications }));
    alerts
}

/// For each substance without a row for the patient's age yet, the adults'.
fn grown_up(age_years: i32, limits: &[DoseLimit]) -> Vec<&DoseLimit> {
    let is_the_adults = |limit: &&DoseLimit| {
        let mut of_substance = limits.iter().filter(|other| other.substance == limit.substance);
        of_substance.all(|other| age_years < other.from_age_years && other.from_age_years <= limit.from_age_years)
    };
    limits.iter().filter(is_the_adults).collect()
}

/// A child gets more than an adult may: a slip of the weight or of the dose per kg (ITEM-10).
fn above_adult(new: &[Drug], limit: &DoseLimit) -> Vec<Alert> {
    let above = |drug: &Drug| {
        let dose = in_a_dose(drug, limit).zip(limit.single).filter(|(dose, most)| dose > most);
        let (quantity, most) =
            dose.or_else(|| in_a_day(drug, limit).zip(limit.daily).filter(|(day, most)| day > most))?;
        let (dose, maximum) = (amount(quantity, limit), amount(most, limit));
        let decision = format!("adult maximum|{}|{} {}", limit.substance, dose.quantity, dose.unit);
        let finding = Finding::AboveAdultMaximum { medication: drug.name.clone(), dose, maximum };
        let rows = drug.row().into_iter().collect();
        Some(Alert { severity: Severity::Warning, rule: Rule::AdultMaximum, ..alert(decision, rows, finding, limit) })
    };
    let has_it = |drug: &&Drug| drug.substances.contains(&limit.substance);
    new.iter().filter(has_it).filter_map(above).collect()
}

/// For each substance, the row of the highest age that the patient has reached.
fn limits_at(age_years: i32, limits: &[DoseLimit]) -> Vec<&DoseLimit> {
    let reached = |limit: &&DoseLimit| limit.from_age_years <= age_years;
    limits
        .iter()
        .filter(reached)
        .filter(|limit| {
            let mut others = limits.iter().filter(reached).filter(|other| other.substance == limit.substance);
            others.all(|other| other.from_age_years <= limit.from_age_years)
        })
        .collect()
}

fn in_a_dose(drug: &Drug, limit: &DoseLimit) -> Option<Decimal> {
    let ingredients = drug.name.pt.split('+').count();
    let place = drug.substances.iter().position(|substance| *substance == limit.substance)?;
    let place = if place < 2 * ingredients { place % ingredients } else { 0 };
    amount_of(drug.quantity, &drug.unit, &drug.strength, place, ingredients, &limit.unit)
}

fn in_a_day(drug: &Drug, limit: &DoseLimit) -> Option<Decimal> {
    in_a_dose(drug, limit)?.checked_mul(Decimal::from(drug.doses_per_day?))
}

fn above_single(drug: &Drug, limit: &DoseLimit) -> Option<Alert> {
    let (dose, maximum) = (in_a_dose(drug, limit)?, limit.single?);
    if dose <= maximum {
        return None;
    }
    let (dose, maximum) = (amount(dose, limit), amount(maximum, limit));
    let decision = format!("single maximum|{}|{} {}", limit.substance, dose.quantity, dose.unit);
    let finding = Finding::AboveSingleMaximum { medication: drug.name.clone(), dose, maximum };
    Some(alert(decision, drug.row().into_iter().collect(), finding, limit))
}

fn above_daily(drugs: &[&Drug], limit: &DoseLimit) -> Option<Alert> {
    let maximum = limit.daily?;
    let total = drugs.iter().filter_map(|drug| in_a_day(drug, limit)).sum::<Decimal>().normalize();
    if total <= maximum {
        return None;
    }
    let (total, maximum) = (amount(total, limit), amount(maximum, limit));
    let decision = format!("daily maximum|{}|{} {}", limit.substance, total.quantity, total.unit);
    let finding = Finding::AboveDailyMaximum { medications: names(drugs), total, maximum };
    Some(alert(decision, drugs.iter().filter_map(|drug| drug.row()).collect(), finding, limit))
}

fn amount(quantity: Decimal, limit: &DoseLimit) -> Amount {
    Amount { quantity: quantity.normalize(), unit: limit.unit.clone() }
}

fn alert(decision: String, rows: Vec<usize>, finding: Finding, limit: &DoseLimit) -> Alert {
    let source = limit.policy.clone();
    Alert {
        severity: Severity::Stop,
        rule: Rule::MaximumDose,
        decision,
        rows,
        finding,
        source,
        original: String::new(),
    }
}

fn unchecked(drugs: &[&Drug], decision: &str, finding: impl FnOnce(Vec<Named>) -> Finding) -> Option<Alert> {
    (!drugs.is_empty()).then(|| Alert {
        severity: Severity::Notice,
        rule: Rule::Unchecked,
        decision: decision.to_owned(),
        rows: drugs.iter().filter_map(|drug| drug.row()).collect(),
        finding: finding(names(drugs)),
        source: Rule::Unchecked.number().to_owned(),
        original: String::new(),
    })
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
