//! An alert: what, why, from which source, and what to do.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::item::per_kg::Basis;
use crate::domain::item::protocol::Protocol;
use crate::domain::named::Named;
use crate::domain::problem::Detail;

use super::maxima::Per;

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
    Route,
    MaximumDose,
    AdultMaximum,
    Pack,
    Protocol,
    Prescriber,
    Stewardship,
    Intervals,
    AllergyUnknown,
    Duplicate,
    Note,
    Supply,
    Unchecked,
}

impl Rule {
    /// Its number.
    pub fn number(self) -> &'static str {
        match self {
            Rule::Allergy => "CDS-1",
            Rule::AllergyUnknown => "CDS-2",
            Rule::Interaction => "CDS-3",
            Rule::Route => "KNOW-3",
            Rule::MaximumDose => "CDS-5",
            Rule::Pack => "KNOW-4",
            Rule::AdultMaximum => "ITEM-10",
            Rule::Protocol => "WHO-2",
            Rule::Prescriber => "WHO-1",
            Rule::Stewardship => "WHO-3",
            Rule::Intervals => "TIME-3",
            Rule::Note => "KNOW-11",
            Rule::Duplicate => "ITEM-11",
            Rule::Supply => "CTL-4",
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

/// A maximum for each kilogram or square metre of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfBody {
    pub each: Amount,
    /// Kilograms or square metres.
    pub measure: Decimal,
    pub basis: Basis,
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
    AllergyPartlyUnknown {
        allergy: String,
        /// What is not understood of it.
        words: String,
    },
    AllergiesNotObtainable,
    Contraindicated {
        a: Named,
        b: Named,
        effect: Named,
        /// Empty where the list says nothing.
        advice: Named,
    },
    NotRecommended {
        a: Named,
        b: Named,
        effect: Named,
        /// Empty where the list says nothing.
        advice: Named,
    },
    Together {
        a: Named,
        b: Named,
        effect: Named,
        advice: Named,
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
    SmallPartOfPack {
        medication: Named,
        dose: Amount,
        pack: Named,
        /// The dose is one of so many parts.
        one_of: Decimal,
    },
    ManyPacks {
        medication: Named,
        dose: Amount,
        pack: Named,
        units: Decimal,
    },
    NotDivisible {
        medication: Named,
        dose: Amount,
        pack: Named,
        units: Decimal,
    },
    TooLittleToMeasure {
        medication: Named,
        dose: Amount,
        ml: Decimal,
    },
    MedicineInNote {
        medication: Named,
        names: String,
    },
    RouteUnusual {
        medication: Named,
        route: Named,
        usual: Vec<Named>,
    },
    AboveMaximum {
        per: Per,
        medications: Vec<Named>,
        /// In a dose, an hour or a day.
        found: Amount,
        maximum: Amount,
        /// What the maximum was calculated from, where it is none for everybody.
        of_body: Option<OfBody>,
    },
    AboveAdultMaximum {
        medication: Named,
        dose: Amount,
        maximum: Amount,
    },
    MaximumNotComparable {
        medications: Vec<Named>,
    },
    NoMaximum {
        medications: Vec<Named>,
    },
    MaximumNeedsWeight {
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
    /// This day of the cycle was signed already.
    ProtocolDaySigned {
        medication: Named,
        protocol: Protocol,
    },
    /// Days that what goes home lasts, and days of its course.
    SupplyTooShort {
        medication: Named,
        lasts: u32,
        course: u32,
    },
    SupplyTooLong {
        medication: Named,
        lasts: u32,
        course: u32,
    },
}

impl Finding {
    /// The texts' stem, and what their words mention.
    pub fn words(&self) -> (&'static str, Vec<(&'static str, Detail<'_>)>) {
        use Detail::{All, Count, Dose, Moment, Name, Names, Number, OfThisBody, Text};
        let allergy =
            |medication, allergy: &String| vec![("medication", Name(medication)), ("allergy", Text(allergy.clone()))];
        let pair = |a, b, effect| vec![("a", Name(a)), ("b", Name(b)), ("effect", Name(effect))];
        let by_then = |medication, at: &DateTime<Utc>| vec![("medication", Name(medication)), ("at", Moment(*at))];
        let supply = |medication, lasts: &u32, course: &u32| {
            vec![
                ("medication", Name(medication)),
                ("lasts", Text(lasts.to_string())),
                ("course", Text(course.to_string())),
            ]
        };
        let in_packs = |medication, dose, pack, units: Decimal| {
            vec![("medication", Name(medication)), ("dose", Dose(dose)), ("pack", Name(pack)), ("units", Number(units))]
        };
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
            Finding::AllergyPartlyUnknown { allergy, words } => (
                "alert-allergy-partly-unknown",
                vec![("allergy", Text(allergy.clone())), ("words", Text(words.clone()))],
            ),
            Finding::AllergiesNotObtainable => ("alert-allergies-not-obtainable", vec![]),
            Finding::Contraindicated { a, b, effect, advice } => {
                ("alert-contraindicated", advised(a, b, effect, advice))
            }
            Finding::NotRecommended { a, b, effect, advice } => {
                ("alert-not-recommended", advised(a, b, effect, advice))
            }
            Finding::Together { a, b, effect, advice } => ("alert-together", advised(a, b, effect, advice)),
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
            Finding::SmallPartOfPack { medication, dose, pack, one_of } => (
                "alert-small-part-of-pack",
                vec![
                    ("medication", Name(medication)),
                    ("dose", Dose(dose)),
                    ("pack", Name(pack)),
                    ("of", Number(*one_of)),
                ],
            ),
            Finding::ManyPacks { medication, dose, pack, units } => {
                ("alert-many-packs", in_packs(medication, dose, pack, *units))
            }
            Finding::NotDivisible { medication, dose, pack, units } => {
                ("alert-not-divisible", in_packs(medication, dose, pack, *units))
            }
            Finding::TooLittleToMeasure { medication, dose, ml } => (
                "alert-too-little-to-measure",
                vec![("medication", Name(medication)), ("dose", Dose(dose)), ("ml", Number(*ml))],
            ),
            Finding::MedicineInNote { medication, names } => {
                ("alert-medicine-in-note", vec![("medication", Name(medication)), ("names", Text(names.clone()))])
            }
            Finding::RouteUnusual { medication, route, usual } => (
                "alert-route-unusual",
                vec![("medication", Name(medication)), ("route", Name(route)), ("usual", Names(usual))],
            ),
            Finding::AboveMaximum { per, medications, found, maximum, of_body } => {
                let limit = of_body.as_ref().map_or(Dose(maximum), OfThisBody);
                let text = match per {
                    Per::Dose => "alert-above-single-maximum",
                    Per::Hour => "alert-above-hourly-maximum",
                    Per::Day => "alert-above-daily-maximum",
                };
                let medications = ("medications", All(medications));
                (text, vec![medications, ("found", Dose(found)), ("maximum", Dose(maximum)), ("limit", limit)])
            }
            Finding::AboveAdultMaximum { medication, dose, maximum } => (
                "alert-above-adult-maximum",
                vec![("medication", Name(medication)), ("dose", Dose(dose)), ("maximum", Dose(maximum))],
            ),
            Finding::MaximumNotComparable { medications } => {
                ("alert-maximum-not-comparable", vec![("medications", All(medications))])
            }
            Finding::NoMaximum { medications } => ("alert-no-maximum", vec![("medications", All(medications))]),
            Finding::MaximumNeedsWeight { medications } => {
                ("alert-maximum-needs-weight", vec![("medications", All(medications))])
            }
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
            Finding::SupplyTooShort { medication, lasts, course } => {
                ("alert-supply-too-short", supply(medication, lasts, course))
            }
            Finding::SupplyTooLong { medication, lasts, course } => {
                ("alert-supply-too-long", supply(medication, lasts, course))
            }
            Finding::ProtocolDaySigned { medication, protocol } => (
                "alert-protocol-day-signed",
                vec![
                    ("medication", Name(medication)),
                    ("protocol", Text(protocol.name.clone())),
                    ("cycle", Text(protocol.cycle.to_string())),
                    ("day", Text(protocol.day.to_string())),
                ],
            ),
        }
    }
}

/// Two that meet, what happens, and what to do where the list says so.
fn advised<'a>(a: &'a Named, b: &'a Named, effect: &'a Named, advice: &'a Named) -> Vec<(&'static str, Detail<'a>)> {
    let is_advised = Detail::Count(usize::from(!advice.pt.is_empty()));
    let (a, b, effect) = (Detail::Name(a), Detail::Name(b), Detail::Name(effect));
    vec![("a", a), ("b", b), ("effect", effect), ("advised", is_advised), ("advice", Detail::Name(advice))]
}

/// One thing to know, and to decide where it interrupts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    pub severity: Severity,
    pub rule: Rule,
    /// What exactly is to be decided: equal for the same decision, in this form and in later ones (CDS-6).
    pub decision: String,
    /// What it was decided of: the drugs with their doses, how often, and with what signed before. An answer counts for
    /// the same decision of the same (KNOW-10).
    pub circumstances: String,
    /// Rows of the form that it is about, from 0; none for the prescription as a whole.
    pub rows: Vec<usize>,
    /// Items signed before that it is about.
    pub partners: Vec<i64>,
    pub finding: Finding,
    /// Who says so, with the version.
    pub source: String,
}

impl Alert {
    /// Of a rule on its own account, about nothing yet.
    pub fn of(rule: Rule, severity: Severity, decision: String, finding: Finding) -> Self {
        Alert {
            severity,
            rule,
            decision,
            circumstances: String::new(),
            rows: Vec::new(),
            partners: Vec::new(),
            finding,
            source: rule.number().to_owned(),
        }
    }
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
                other.partners.extend(alert.partners);
                other.partners.sort_unstable();
                other.partners.dedup();
                if !other.source.split("; ").any(|source| source == alert.source) {
                    other.source = format!("{}; {}", other.source, alert.source);
                }
            }
        }
    }
    kept
}
