//! Safety checks before signing, all of them in one place: allergies (CDS-1, CDS-2), interactions (CDS-3),
//! duplicates (ITEM-11), maximum doses (CDS-5, KNOW-1), doses far from the pack (KNOW-4) and what only some may prescribe (WHO-1, WHO-3),
//! routes that are not the medication's (KNOW-3), doses too close to each other (TIME-3), days of a protocol that were signed already (WHO-2) and how long what goes
//! home lasts (CTL-4). What cannot be checked says so (CDS-7).

pub mod alert;
mod allergies;
mod duplicates;
mod interactions;
pub mod intervals;
pub mod maxima;
pub mod notes;
pub mod packs;
pub mod prescribers;
pub mod protocols;
pub mod routes;
pub mod stewardship;
pub mod strength;
pub mod supplies;

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::medication::Specialty;
use crate::domain::named::Named;
use alert::{Alert, most_dangerous_first};
use intervals::Close;
use maxima::DoseLimit;
use notes::InNote;
use packs::PackLimits;
use prescribers::Restricted;
use protocols::SignedDay;
use routes::ByUnusualRoute;
use stewardship::Stewarded;
use supplies::Supplied;

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
    /// The item, of what was signed before.
    pub item_id: Option<i64>,
    pub name: Named,
    /// Folded names of its substances, in every language.
    pub substances: Vec<String>,
    pub allergy_classes: Vec<String>,
    pub atc_code: String,
    pub route: String,
    /// As the formulary writes it: `500 mg`, `200 mg/mL`, `500 mg + 30 mg`.
    pub strength: String,
    /// Strength, form and container.
    pub presentation: Named,
    pub is_as_needed: bool,
    /// Its dose was calculated from the patient's weight or surface.
    pub is_calculated: bool,
    /// Of a dose; of what flows all day, of an hour.
    pub quantity: Decimal,
    /// Empty where nobody can tell how much it is.
    pub unit: String,
    /// Flows all day.
    pub is_hourly: bool,
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

    /// `morfina, 10 mg × 12, IV`.
    fn as_ordered(&self) -> String {
        let often = match (self.is_hourly, self.doses_per_day) {
            (true, _) => "an hour".to_owned(),
            (false, doses) => doses.map_or("?".to_owned(), |doses| doses.to_string()),
        };
        format!("{}, {} {} × {often}, {}", self.key(), self.quantity.normalize(), self.unit, self.route)
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
    /// Words, folded, that nobody knows (KNOW-5).
    pub not_understood: Vec<String>,
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
    pub born: NaiveDate,
    pub today: NaiveDate,
    /// Where there is a weight that is recent enough (PRE-3).
    pub kg: Option<Decimal>,
    /// Square metres of body surface, where weight and height are recent enough.
    pub m2: Option<Decimal>,
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
    /// Only for the doctor to know.
    pub is_notice: bool,
    /// Only where both are given at fixed times.
    pub by_clock: bool,
    pub effect: Named,
    /// Empty where the list says nothing.
    pub advice: Named,
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
    pub pack_limits: PackLimits,
    /// The prescriber's.
    pub own_specialty: Option<Specialty>,
    pub restricted: Vec<Restricted>,
    pub unusual_routes: Vec<ByUnusualRoute>,
    pub in_notes: Vec<InNote>,
    pub stewarded: Vec<Stewarded>,
    pub close: Vec<Close>,
    pub signed_days: Vec<SignedDay>,
    pub supplies: Vec<Supplied>,
}

/// Everything to know before signing, the most dangerous first, the same thing once.
///
/// `new` is the prescription, `given` what the patient gets or got already; rows that renew an item of `given`
/// come without it.
pub fn check(patient: &Patient, new: &[Drug], given: &[Drug], knowledge: &Knowledge) -> Vec<Alert> {
    let mut alerts = allergies::check(patient, new, knowledge);
    alerts.extend(interactions::check(new, given, knowledge));
    alerts.extend(maxima::check(patient, new, given, knowledge));
    alerts.extend(packs::check(new, knowledge));
    alerts.extend(duplicates::check(new, given));
    alerts.extend(prescribers::check(knowledge.own_specialty.as_ref(), &knowledge.restricted));
    alerts.extend(routes::check(&knowledge.unusual_routes));
    alerts.extend(notes::check(&knowledge.in_notes));
    alerts.extend(stewardship::check(&knowledge.stewarded));
    alerts.extend(intervals::check(&knowledge.close));
    alerts.extend(protocols::check(&knowledge.signed_days));
    alerts.extend(supplies::check(&knowledge.supplies));
    let mut alerts = most_dangerous_first(alerts);
    for alert in &mut alerts {
        alert.circumstances = circumstances(alert, new);
    }
    alerts
}

/// The drugs that it is about, with their doses and how often, and what was signed before that they meet: what is
/// about no row in particular is about all of them.
fn circumstances(alert: &Alert, new: &[Drug]) -> String {
    let is_about = |drug: &&Drug| alert.rows.is_empty() || drug.row().is_some_and(|row| alert.rows.contains(&row));
    let mut about: Vec<String> = new.iter().filter(is_about).map(Drug::as_ordered).collect();
    about.sort_unstable();
    about.extend(alert.partners.iter().map(|item| format!("item {item}")));
    about.join("; ")
}
