//! Runs the safety checks, and holds the doctor's reasons against what they say.

use std::time::Instant;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::auth::user::Doctor;
use crate::domain::abbreviation::check_text;
use crate::domain::item::Item;
use crate::domain::item::lists::CodeLists;
use crate::domain::medication::Specialty;
use crate::domain::problem::Problem;
use crate::domain::safety::alert::{Alert, Severity};
use crate::domain::safety::intervals::Close;
use crate::domain::safety::{self as checks, Drug, Origin};
use crate::language::Words;

use super::lineage::Replaced;
use super::prescribers::restricted;
use super::safety::{self, Given};
use super::stewardship::stewarded;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;
/// The shortest that says something.
const SHORTEST_REASON: usize = 3;

/// An alert with the doctor's answer.
#[derive(Debug)]
pub struct Weighed {
    pub alert: Alert,
    /// As typed.
    pub reason: String,
    /// For hard stops: the doctor says that it is needed nevertheless.
    pub needed: bool,
    /// Decided before by the same doctor in the same stay (CDS-6).
    pub repeated: bool,
    /// What is missing before signing.
    pub missing: Option<Problem>,
}

impl Weighed {
    pub fn lets_pass(&self) -> bool {
        self.missing.is_none()
    }

    /// No reason lets it pass here (VAL-5).
    pub fn is_barred(&self) -> bool {
        self.missing == Some(Problem::StopByVoice)
    }

    /// Whether the doctor is asked for a reason.
    pub fn asks(&self) -> bool {
        !self.is_barred() && self.alert.severity != Severity::Notice && !self.repeated
    }

    /// The reason to be kept with the prescription.
    pub fn given_reason(&self) -> Option<&str> {
        (self.asks() && self.lets_pass()).then_some(self.reason.as_str())
    }
}

/// Who is prescribed for, by whom, in which stay.
pub struct Setting<'a> {
    pub doctor: &'a Doctor,
    pub specialty: &'a Specialty,
    pub patient_id: i64,
    pub admission_id: i64,
    pub now: DateTime<Utc>,
    pub lists: &'a CodeLists,
    pub words: &'a Words,
    /// Items that these take the place of.
    pub replaced: &'a Replaced,
    /// To be taken at home: what is given in the hospital ends with the stay, and what was decided for it is asked anew.
    pub going_home: bool,
}

/// The reason typed for a decision, and whether the doctor says that it is needed.
pub trait Answers {
    fn answer(&self, decision: &str) -> (&str, bool);
}

/// All alerts on complete items, by row of the form, each with its answer. How long it takes is measured.
///
/// # Errors
/// A database error.
pub fn weigh(
    connection: &mut PgConnection,
    setting: &Setting<'_>,
    items: &[(usize, &Item)],
    form: &impl Answers,
) -> QueryResult<Vec<Weighed>> {
    let began = Instant::now();
    let weighed = run_checks(connection, setting, items, form);
    metrics::histogram!("posology_safety_check_seconds").record(began.elapsed().as_secs_f64());
    weighed
}

fn run_checks(
    connection: &mut PgConnection,
    setting: &Setting<'_>,
    items: &[(usize, &Item)],
    form: &impl Answers,
) -> QueryResult<Vec<Weighed>> {
    let today = setting.now.with_timezone(&setting.words.zone).date_naive();
    let patient = safety::patient(connection, setting.patient_id, today)?;
    let new = drugs(connection, items, setting.lists)?;
    let mut given = safety::given(connection, setting.patient_id, setting.replaced, setting.now)?;
    if setting.going_home {
        end(&mut given);
    }
    let mut knowledge = safety::knowledge(connection, &patient, &new, &given)?;
    knowledge.own_specialty = Some(setting.specialty.clone());
    knowledge.restricted = restricted(connection, items, &new)?;
    if !setting.going_home {
        knowledge.stewarded = stewarded(connection, setting.admission_id, items, &new, setting.now)?;
    }
    knowledge.close = items.iter().filter_map(|(place, item)| close(*place, item, &new, setting)).collect();
    let alerts = checks::check(&patient, &new, &given, &knowledge);
    if setting.going_home || alerts.iter().all(|alert| alert.severity == Severity::Notice) {
        return Ok(alerts.into_iter().map(|alert| answer(alert, &[], form)).collect());
    }
    let decided = safety::decided(connection, setting.doctor.doctor_id, setting.admission_id)?;
    Ok(alerts.into_iter().map(|alert| answer(alert, &decided, form)).collect())
}

/// As if the stay had ended just now.
fn end(given: &mut [Drug]) {
    for drug in given.iter_mut().filter(|drug| drug.origin == Origin::Active) {
        drug.origin = Origin::Ended { days: 0 };
    }
}

/// Doses of an item that are too close to each other (TIME-3).
fn close(place: usize, item: &Item, new: &[Drug], setting: &Setting<'_>) -> Option<Close> {
    let found = item.plan.too_close?;
    let drug = new.iter().find(|drug| drug.origin == Origin::Row(place))?;
    let (earlier, later) = found.times(setting.words.zone);
    let (medication, key) = (drug.name.clone(), drug.key());
    Some(Close { row: place, medication, key, earlier, later, hours: found.interval.num_hours() })
}

fn drugs(connection: &mut PgConnection, items: &[(usize, &Item)], lists: &CodeLists) -> QueryResult<Vec<Drug>> {
    let ids: Vec<i64> = items.iter().map(|(_, item)| item.medication_id).collect();
    let substances = safety::substances(connection, &ids)?;
    let drug = |(place, item): &(usize, &Item)| {
        let frequency = lists.frequencies.iter().find(|frequency| frequency.code == item.frequency)?;
        let most = item.contents.as_needed.as_ref().and_then(|limits| u32::try_from(limits.most_per_day).ok());
        let doses = most.or_else(|| u32::try_from(frequency.doses_per_day).ok());
        let given = Given { quantity: item.quantity, unit: item.unit.clone(), doses, continuous: frequency.continuous };
        let substance = substances.get(&item.medication_id)?.clone();
        Some(substance.drug(Origin::Row(*place), item.route.clone(), given))
    };
    Ok(items.iter().filter_map(drug).collect())
}

fn answer(alert: Alert, decided: &[String], form: &impl Answers) -> Weighed {
    let (reason, needed) = form.answer(&alert.decision);
    let repeated = decided.contains(&alert.decision);
    let asked = alert.severity != Severity::Notice && !repeated;
    let missing = if asked { check_reason(reason, needed || alert.severity != Severity::Stop).err() } else { None };
    Weighed { reason: reason.to_owned(), needed, repeated, missing, alert }
}

fn check_reason(reason: &str, needed: bool) -> Result<(), Problem> {
    let length = reason.chars().count();
    if length < SHORTEST_REASON {
        return Err(Problem::OverrideReasonMissing);
    }
    if length > LONGEST_REASON {
        return Err(Problem::OverrideReasonTooLong { most: LONGEST_REASON });
    }
    if !needed {
        return Err(Problem::OverrideNotConfirmed);
    }
    check_text(reason)
}
