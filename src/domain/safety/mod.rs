//! Safety checks before signing, all of them in one place: allergies (CDS-1, CDS-2), interactions (CDS-3),
//! duplicates (ITEM-11), maximum doses (CDS-5) and what only some may prescribe (WHO-1, WHO-3)
//! and doses too close to each other (TIME-3). What cannot be checked says so (CDS-7).

pub mod alert;
mod allergies;
mod duplicates;
mod interactions;
pub mod intervals;
mod maxima;
pub mod prescribers;
pub mod stewardship;
pub mod strength;

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::domain::medication::Specialty;
use crate::domain::named::Named;
use alert::{Alert, most_dangerous_first};
use intervals::Close;
use prescribers::Restricted;
use stewardship::Stewarded;

/// Where a medication stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A row of the form, from 0.
    Row(usize),
    /// Signed before, and being given now.
    Active,
    /// Given until so many days ago.
    Ended { days: i64 },
}

/// A medication that the patient gets, or got until lately.
#[derive(Clone, Debug)]
pub struct Drug {
    pub origin: Origin,
    pub name: Named,
    /// Folded names of its substances, in every language.
    pub substances: Vec<String>,
    pub allergy_classes: Vec<String>,
    pub atc_code: String,
    pub route: String,
    /// As the formulary writes it: `500 mg`, `200 mg/mL`, `500 mg + 30 mg`.
    pub strength: String,
    pub quantity: Decimal,
    pub unit: String,
    /// At most, in 24 hours; None where nobody can tell.
    pub doses_per_day: Option<u32>,
}

impl Drug {
    fn row(&self) -> Option<usize> {
        match self.origin {
            Origin::Row(place) => Some(place),
            Origin::Active | Origin::Ended { .. } => None,
        }
    }

    /// What it is, whatever its strength and form.
    pub fn key(&self) -> String {
        substance_key(&self.name.pt, &self.substances)
    }

    fn has_any(&self, names: &[String]) -> bool {
        self.substances.iter().any(|substance| names.contains(substance))
    }
}

/// What a medication is, whatever its strength and form, from its name in Portuguese and its folded names.
pub fn substance_key(name: &str, substances: &[String]) -> String {
    let ingredients = name.split('+').count().min(substances.len());
    substances[..ingredients].join("+")
}

/// An allergy as recorded, and what it was found to mean.
#[derive(Clone, Debug, Default)]
pub struct RecordedAllergy {
    pub text: String,
    /// Folded names.
    pub substances: Vec<String>,
    pub classes: Vec<String>,
}

impl RecordedAllergy {
    /// Nobody knows which medicines it means (CDS-2).
    fn is_unknown(&self) -> bool {
        self.substances.is_empty() && self.classes.is_empty()
    }
}

/// What is known of the patient.
#[derive(Clone, Debug, Default)]
pub struct Patient {
    pub allergies: Vec<RecordedAllergy>,
    /// Nobody could be asked.
    pub allergies_not_obtainable: bool,
    pub age_years: i32,
}

/// What the policy says of one class for somebody allergic to another (CDS-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    Nothing,
    Notice,
    Warn,
    Block,
}

/// A row of the policy on cross-reactivity.
#[derive(Clone, Debug)]
pub struct CrossReactivity {
    pub allergen_class: String,
    pub drug_class: String,
    pub action: Action,
    pub note: Named,
    pub source: String,
}

/// A pair of substances that are not given together (CDS-3).
#[derive(Clone, Debug)]
pub struct Interaction {
    /// The list and its version.
    pub source: String,
    /// Folded names of the one substance.
    pub a: Vec<String>,
    pub b: Vec<String>,
    pub contraindicated: bool,
    /// Only under conditions that are not known here.
    pub conditional: bool,
    /// Days that the end of one must lie back.
    pub washout_days: i64,
    pub effect: Named,
    /// The list's own words.
    pub original: String,
}

/// The hospital's own maximum of a substance (CDS-5).
#[derive(Clone, Debug)]
pub struct DoseLimit {
    /// Folded name.
    pub substance: String,
    pub unit: String,
    pub single: Option<Decimal>,
    pub daily: Option<Decimal>,
    pub from_age_years: i32,
    pub policy: String,
}

/// The hospital's data, as far as this patient and these medications need it.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    pub classes: HashMap<String, Named>,
    pub cross_reactivity: Vec<CrossReactivity>,
    /// By folded substance.
    pub side_chains: HashMap<String, String>,
    /// Whether any list of interactions was imported.
    pub has_interactions: bool,
    pub interactions: Vec<Interaction>,
    pub limits: Vec<DoseLimit>,
    /// The prescriber's.
    pub own_specialty: Option<Specialty>,
    pub restricted: Vec<Restricted>,
    pub stewarded: Vec<Stewarded>,
    pub close: Vec<Close>,
}

/// Everything to know before signing, the most dangerous first, the same thing once.
///
/// `new` is the prescription, `given` what the patient gets or got already; rows that renew an item of `given`
/// come without it.
pub fn check(patient: &Patient, new: &[Drug], given: &[Drug], knowledge: &Knowledge) -> Vec<Alert> {
    let mut alerts = allergies::check(patient, new, knowledge);
    alerts.extend(interactions::check(new, given, knowledge));
    alerts.extend(maxima::check(patient, new, given, knowledge));
    alerts.extend(duplicates::check(new, given));
    alerts.extend(prescribers::check(knowledge.own_specialty.as_ref(), &knowledge.restricted));
    alerts.extend(stewardship::check(&knowledge.stewarded));
    alerts.extend(intervals::check(&knowledge.close));
    most_dangerous_first(alerts)
}
