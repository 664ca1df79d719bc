//! Runs the safety checks, and holds the doctor's reasons against what they say.

use std::collections::HashMap;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::auth::user::Doctor;
use crate::domain::abbreviation::check_text;
use crate::domain::item::Item;
use crate::domain::item::infusion::Infusion;
use crate::domain::item::lists::{CodeLists, Frequency};
use crate::domain::item::surface::Height;
use crate::domain::item::weight::Weight;
use crate::domain::medication::Specialty;
use crate::domain::problem::Problem;
use crate::domain::reason::says_something;
use crate::domain::safety::alert::{Alert, Severity};
use crate::domain::safety::intervals::Close;
use crate::domain::safety::routes::ByUnusualRoute;
use crate::domain::safety::supplies::{Lasting, Supplied};
use crate::domain::safety::{self as checks, Drug, Origin};
use crate::language::Words;

use super::lineage::Replaced;
use super::prescribers::restricted;
use super::protocol_days::signed_days;
use super::safety::{self, Decided, Given};
use super::stewardship::stewarded;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;

/// An alert with the doctor's answer.
#[derive(Clone, Debug)]
pub struct Weighed {
    pub alert: Alert,
    /// As typed; of what was decided before, as it was given then.
    pub reason: String,
    /// For hard stops: the doctor says that it is needed nevertheless.
    pub needed: bool,
    /// Decided before by the same doctor in the same shift and stay (CDS-6).
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
        (self.repeated || (self.asks() && self.lets_pass())).then_some(self.reason.as_str())
    }
}

/// Who is prescribed for, by whom, in which stay.
pub struct Setting<'a> {
    pub doctor: &'a Doctor,
    pub specialty: &'a Specialty,
    pub patient_id: i64,
    pub admission_id: i64,
    pub now: DateTime<Utc>,
    /// None where there is none that is recent enough.
    pub weight: Option<&'a Weight>,
    pub height: Option<&'a Height>,
    pub lists: &'a CodeLists,
    pub words: &'a Words,
    /// Items that these take the place of.
    pub replaced: &'a Replaced,
    /// Those of them that this prescription changes: they stop, where what is renewed goes on to its end.
    pub changed: &'a [i64],
    /// To be taken at home: what is given in the hospital ends with the stay, what was decided for it is asked anew, and
    /// what other discharge prescriptions of the stay say goes on.
    pub going_home: bool,
    /// How long what goes home lasts, by row of the form.
    pub lasting: &'a [(usize, Lasting)],
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
    let patient = safety::patient(connection, setting.patient_id, today, setting.weight, setting.height)?;
    let new = drugs(connection, items, setting)?;
    let mut given = safety::given(connection, setting.patient_id, setting.replaced, setting.now)?;
    if setting.going_home {
        end(&mut given);
        given.extend(safety::sent_home(connection, setting.admission_id)?);
    }
    let mut knowledge = safety::knowledge(connection, &patient, &new, &given)?;
    knowledge.own_specialty = Some(setting.specialty.clone());
    knowledge.restricted = restricted(connection, items, &new)?;
    knowledge.unusual_routes = items.iter().filter_map(|(place, item)| unusual(*place, item, &new)).collect();
    knowledge.in_notes = safety::in_notes(connection, items, &new)?;
    if !setting.going_home {
        knowledge.stewarded = stewarded(connection, setting.admission_id, items, &new, setting.now)?;
        knowledge.signed_days = signed_days(connection, setting, items, &new)?;
    }
    knowledge.close = items.iter().filter_map(|(place, item)| close(*place, item, &new, setting)).collect();
    knowledge.supplies = setting.lasting.iter().filter_map(|lasting| supplied(*lasting, &new)).collect();
    let alerts = checks::check(&patient, &new, &given, &knowledge);
    if setting.going_home || alerts.iter().all(|alert| alert.severity == Severity::Notice) {
        return Ok(alerts.into_iter().map(|alert| answer(alert, &HashMap::new(), form)).collect());
    }
    let decided = safety::decided(connection, setting.doctor.doctor_id, setting.admission_id, setting.now)?;
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

fn unusual(place: usize, item: &Item, new: &[Drug]) -> Option<ByUnusualRoute> {
    let by = item.unusual_route.clone()?;
    let drug = new.iter().find(|drug| drug.origin == Origin::Row(place))?;
    Some(ByUnusualRoute { row: place, medication: drug.name.clone(), key: drug.key(), by })
}

/// How long what goes home of a row lasts (CTL-4).
fn supplied((row, lasting): (usize, Lasting), new: &[Drug]) -> Option<Supplied> {
    let drug = new.iter().find(|drug| drug.origin == Origin::Row(row))?;
    Some(Supplied { row, medication: drug.name.clone(), key: drug.key(), lasting })
}

fn drugs(connection: &mut PgConnection, items: &[(usize, &Item)], setting: &Setting<'_>) -> QueryResult<Vec<Drug>> {
    let ids: Vec<i64> = items.iter().map(|(_, item)| item.medication_id).collect();
    let substances = safety::substances(connection, &ids)?;
    let drug = |(place, item): &(usize, &Item)| {
        let frequency = setting.lists.frequencies.iter().find(|frequency| frequency.code == item.frequency)?;
        let most = item.contents.as_needed.as_ref().and_then(|limits| u32::try_from(limits.most_per_day).ok());
        let doses = most.or_else(|| doses_in_a_day(item, frequency, setting.words.zone));
        let flow = match &item.contents.infusion {
            Some(Infusion::Flow(flow)) => Some((flow.ml_h, flow.volume_ml)),
            _ => None,
        };
        let given = Given::of((item.quantity, item.unit.clone()), doses, frequency.continuous.then_some(flow))
            .when_needed(item.contents.as_needed.is_some());
        let substance = substances.get(&item.medication_id)?.clone();
        let is_calculated = item.contents.per_kg.is_some() || item.contents.surface.is_some();
        Some(Drug { is_calculated, ..substance.drug(Origin::Row(*place), item.route.clone(), given) })
    };
    Ok(items.iter().filter_map(drug).collect())
}

/// As many as on any day; on the first, a dose now comes before the others (TIME-2).
fn doses_in_a_day(item: &Item, frequency: &Frequency, zone: Tz) -> Option<u32> {
    let usual = u32::try_from(frequency.doses_per_day).ok()?;
    let schedule = &item.plan.schedule;
    let first = schedule.first_dose_at.map(|first| schedule.doses(first, first + TimeDelta::days(1), zone).len());
    Some(usual.max(first.and_then(|doses| u32::try_from(doses).ok()).unwrap_or_default()))
}

fn answer(alert: Alert, decided: &HashMap<Decided, String>, form: &impl Answers) -> Weighed {
    let (reason, needed) = form.answer(&alert.decision);
    let earlier = decided.get(&(alert.decision.clone(), alert.circumstances.clone(), alert.severity.code().to_owned()));
    let asked = alert.severity != Severity::Notice && earlier.is_none();
    let missing = if asked { check_reason(reason, needed || alert.severity != Severity::Stop).err() } else { None };
    let reason = earlier.map_or(reason, String::as_str).to_owned();
    Weighed { reason, needed, repeated: earlier.is_some(), missing, alert }
}

fn check_reason(reason: &str, needed: bool) -> Result<(), Problem> {
    if reason.chars().count() > LONGEST_REASON {
        return Err(Problem::OverrideReasonTooLong { most: LONGEST_REASON });
    }
    if !says_something(reason) {
        return Err(Problem::OverrideReasonMissing);
    }
    if !needed {
        return Err(Problem::OverrideNotConfirmed);
    }
    check_text(reason)
}
