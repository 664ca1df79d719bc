//! An alert: what, why, from which source, and what to do.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::named::Named;
use crate::domain::problem::Detail;

/// How loud an alert is; the loudest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not signed, unless the doctor says that it is needed nevertheless, and why; then it is reviewed.
    Stop,
    /// Not signed without a reason.
    Warning,
    /// Worth knowing; interrupts nobody.
    Notice,
}

impl Severity {
    pub fn code(self) -> &'static str {
        match self {
            Severity::Stop => "stop",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        }
    }
}

/// The rule behind an alert, the most dangerous first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Allergy,
    Interaction,
    MaximumDose,
    AdultMaximum,
    Prescriber,
    Stewardship,
    Intervals,
    AllergyUnknown,
    Duplicate,
    Unchecked,
}

impl Rule {
    /// Its number.
    pub fn number(self) -> &'static str {
        match self {
            Rule::Allergy => "CDS-1",
            Rule::AllergyUnknown => "CDS-2",
            Rule::Interaction => "CDS-3",
            Rule::MaximumDose => "CDS-5",
            Rule::AdultMaximum => "ITEM-10",
            Rule::Prescriber => "WHO-1",
            Rule::Stewardship => "WHO-3",
            Rule::Intervals => "TIME-3",
            Rule::Duplicate => "ITEM-11",
            Rule::Unchecked => "CDS-7",
        }
    }
}

/// An amount with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    pub quantity: Decimal,
    pub unit: String,
}

/// What was found; its words are the texts `alert-…-what`, `-why` and `-do`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    AllergySubstance {
        medication: Named,
        allergy: String,
    },
    AllergySideChain {
        medication: Named,
        allergy: String,
    },
    AllergyClass {
        medication: Named,
        allergy: String,
        class: Named,
        note: Named,
    },
    AllergyCrossClass {
        medication: Named,
        allergy: String,
        class: Named,
        note: Named,
    },
    AllergyUnknown {
        allergy: String,
    },
    AllergiesNotObtainable,
    Contraindicated {
        a: Named,
        b: Named,
        effect: Named,
    },
    NotRecommended {
        a: Named,
        b: Named,
        effect: Named,
    },
    NotRecommendedConditionally {
        a: Named,
        b: Named,
        effect: Named,
    },
    WashOut {
        a: Named,
        b: Named,
        effect: Named,
        days: usize,
    },
    NoInteractionLists,
    SameSubstanceSameRoute {
        medication: Named,
        other: Named,
    },
    SameSubstance {
        medication: Named,
        other: Named,
    },
    SameGroup {
        medication: Named,
        other: Named,
    },
    AboveSingleMaximum {
        medication: Named,
        dose: Amount,
        maximum: Amount,
    },
    AboveAdultMaximum {
        medication: Named,
        dose: Amount,
        maximum: Amount,
    },
    AboveDailyMaximum {
        medications: Vec<Named>,
        total: Amount,
        maximum: Amount,
    },
    MaximumNotComparable {
        medications: Vec<Named>,
    },
    NoMaximum {
        medications: Vec<Named>,
    },
    SpecialtyMayNot {
        medication: Named,
        own: Named,
        allowed: Vec<Named>,
        colleagues: Vec<String>,
    },
    StewardshipReleased {
        medication: Named,
        until: DateTime<Utc>,
    },
    StewardshipApproved {
        medication: Named,
        until: DateTime<Utc>,
    },
    StewardshipEnded {
        medication: Named,
        at: DateTime<Utc>,
    },
    StewardshipExpired {
        medication: Named,
        at: DateTime<Utc>,
    },
    StewardshipRefused {
        medication: Named,
        proposal: String,
    },
    /// Times on the hospital's clock, and the hours that should lie between doses.
    DosesTooClose {
        medication: Named,
        earlier: String,
        later: String,
        hours: i64,
    },
}

impl Finding {
    /// The texts' stem, and what their words mention.
    pub fn words(&self) -> (&'static str, Vec<(&'static str, Detail<'_>)>) {
        use Detail::{All, Count, Dose, Moment, Name, Names, Text};
        let allergy =
            |medication, allergy: &String| vec![("medication", Name(medication)), ("allergy", Text(allergy.clone()))];
        let pair = |a, b, effect| vec![("a", Name(a)), ("b", Name(b)), ("effect", Name(effect))];
        let by_then = |medication, at: &DateTime<Utc>| vec![("medication", Name(medication)), ("at", Moment(*at))];
        let twice = |medication, other| vec![("medication", Name(medication)), ("other", Name(other))];
        match self {
            Finding::AllergySubstance { medication, allergy: to } => {
                ("alert-allergy-substance", allergy(medication, to))
            }
            Finding::AllergySideChain { medication, allergy: to } => {
                ("alert-allergy-side-chain", allergy(medication, to))
            }
            Finding::AllergyClass { medication, allergy: to, class, note } => {
                let mut details = allergy(medication, to);
                details.extend([("class", Name(class)), ("note", Name(note))]);
                ("alert-allergy-class", details)
            }
            Finding::AllergyCrossClass { medication, allergy: to, class, note } => {
                let mut details = allergy(medication, to);
                details.extend([("class", Name(class)), ("note", Name(note))]);
                ("alert-allergy-cross-class", details)
            }
            Finding::AllergyUnknown { allergy } => ("alert-allergy-unknown", vec![("allergy", Text(allergy.clone()))]),
            Finding::AllergiesNotObtainable => ("alert-allergies-not-obtainable", vec![]),
            Finding::Contraindicated { a, b, effect } => ("alert-contraindicated", pair(a, b, effect)),
            Finding::NotRecommended { a, b, effect } => ("alert-not-recommended", pair(a, b, effect)),
            Finding::NotRecommendedConditionally { a, b, effect } => {
                ("alert-not-recommended-conditionally", pair(a, b, effect))
            }
            Finding::WashOut { a, b, effect, days } => {
                let mut details = pair(a, b, effect);
                details.push(("days", Count(*days)));
                ("alert-wash-out", details)
            }
            Finding::NoInteractionLists => ("alert-no-interaction-lists", vec![]),
            Finding::SameSubstanceSameRoute { medication, other } => {
                ("alert-same-substance-same-route", twice(medication, other))
            }
            Finding::SameSubstance { medication, other } => ("alert-same-substance", twice(medication, other)),
            Finding::SameGroup { medication, other } => ("alert-same-group", twice(medication, other)),
            Finding::AboveSingleMaximum { medication, dose, maximum } => (
                "alert-above-single-maximum",
                vec![("medication", Name(medication)), ("dose", Dose(dose)), ("maximum", Dose(maximum))],
            ),
            Finding::AboveAdultMaximum { medication, dose, maximum } => (
                "alert-above-adult-maximum",
                vec![("medication", Name(medication)), ("dose", Dose(dose)), ("maximum", Dose(maximum))],
            ),
            Finding::AboveDailyMaximum { medications, total, maximum } => (
                "alert-above-daily-maximum",
                vec![("medications", All(medications)), ("total", Dose(total)), ("maximum", Dose(maximum))],
            ),
            Finding::MaximumNotComparable { medications } => {
                ("alert-maximum-not-comparable", vec![("medications", All(medications))])
            }
            Finding::NoMaximum { medications } => ("alert-no-maximum", vec![("medications", All(medications))]),
            Finding::SpecialtyMayNot { medication, own, allowed, colleagues } => (
                "alert-specialty-may-not",
                vec![
                    ("medication", Name(medication)),
                    ("own", Name(own)),
                    ("allowed", Names(allowed)),
                    ("known", Count(colleagues.len())),
                    ("colleagues", Text(colleagues.join(", "))),
                ],
            ),
            Finding::StewardshipReleased { medication, until } => {
                ("alert-stewardship-released", by_then(medication, until))
            }
            Finding::StewardshipApproved { medication, until } => {
                ("alert-stewardship-approved", by_then(medication, until))
            }
            Finding::StewardshipEnded { medication, at } => ("alert-stewardship-ended", by_then(medication, at)),
            Finding::StewardshipExpired { medication, at } => ("alert-stewardship-expired", by_then(medication, at)),
            Finding::StewardshipRefused { medication, proposal } => (
                "alert-stewardship-refused",
                vec![("medication", Name(medication)), ("proposal", Text(proposal.clone()))],
            ),
            Finding::DosesTooClose { medication, earlier, later, hours } => (
                "alert-doses-too-close",
                vec![
                    ("medication", Name(medication)),
                    ("earlier", Text(earlier.clone())),
                    ("later", Text(later.clone())),
                    ("hours", Text(hours.to_string())),
                ],
            ),
        }
    }
}

/// One thing to know, and to decide where it interrupts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    pub severity: Severity,
    pub rule: Rule,
    /// What exactly is to be decided: equal for the same decision, in this form and in later ones (CDS-6).
    pub decision: String,
    /// Rows of the form that it is about, from 0; none for the prescription as a whole.
    pub rows: Vec<usize>,
    pub finding: Finding,
    /// Who says so, with the version.
    pub source: String,
    /// The source's own words, where it has some.
    pub original: String,
}

/// Sorted, and the same decision once: the loudest of its alerts, which then names every row and source.
pub fn most_dangerous_first(mut alerts: Vec<Alert>) -> Vec<Alert> {
    alerts.sort_by_key(|alert| (alert.severity, alert.rule));
    let mut kept: Vec<Alert> = Vec::with_capacity(alerts.len());
    for alert in alerts {
        match kept.iter_mut().find(|other| other.decision == alert.decision) {
            None => kept.push(alert),
            Some(other) => {
                other.rows.extend(alert.rows);
                other.rows.sort_unstable();
                other.rows.dedup();
                if !other.source.split("; ").any(|source| source == alert.source) {
                    other.source = format!("{}; {}", other.source, alert.source);
                }
            }
        }
    }
    kept
}
