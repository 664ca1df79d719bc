//! What a verbal order must also satisfy, and what is kept of it beside the prescription (VAL-5).

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::commands::prescribing::supervision::needs_supervisor;
use crate::domain::item::typed::Field;
use crate::domain::medication::Medication;
use crate::domain::medication_label::medication_code;
use crate::domain::problem::Problem;
use crate::domain::safety::alert::Severity;
use crate::domain::verbal_order::{Heard, MOST_BY_VOICE, check_heard, check_read_back, read_emergency};
use crate::language::Words;
use crate::schema::{doctors, hospital, medications, users, verbal_orders};

use super::check::check;
use super::facts;
use super::form::PrescribeForm;
use super::prescription::Prescription;
use super::rejection::Rejection;
use super::weigh::Weighed;

/// An order that every rule allows: the giver's prescription, written by the receiver.
pub struct VerbalOrder {
    /// The giver as prescriber, the receiver as whoever writes it.
    pub author: Doctor,
    pub prescription: Prescription,
    pub emergency: String,
}

/// Allows the order, or rejects it with everything that is in the way. Without a giver, what depends on the
/// giver's specialty stays unchecked until there is one.
pub fn check_order(
    connection: &mut PgConnection,
    receiver_id: i64,
    patient_id: i64,
    form: &PrescribeForm,
    words: &Words,
) -> Result<VerbalOrder, Abort<Box<Rejection>>> {
    let mut own = Rejection { fields: check_medications(connection, form)?, ..Rejection::default() };
    let giver = giver(connection, &form.giver)?.map_err(|problem| own.whole.push(problem)).ok();
    let emergency = read_emergency(&form.emergency).map_err(|problem| own.whole.push(problem)).ok();
    let read_back = check_read_back(&form.read_back).map_err(|problem| own.whole.push(problem)).ok();
    if form.items().iter().filter(|item| !item.is_blank()).count() > MOST_BY_VOICE {
        own.whole.push(Problem::TooManyItems { most: MOST_BY_VOICE });
    }
    let Some(giver_id) = giver else { return Err(Abort::Rejected(Box::new(own))) };
    let author = Doctor { user_id: receiver_id, doctor_id: giver_id };
    let prescription = match check(connection, &author, patient_id, form, words) {
        Ok(mut prescription) => {
            bar_stops(&mut prescription.alerts);
            prescription
        }
        Err(Abort::Rejected(found)) => return Err(Abort::Rejected(Box::new(together(own, *found)))),
        Err(failed) => return Err(failed),
    };
    match (emergency, read_back) {
        (Some(emergency), Some(())) if own.is_empty() && prescription.alerts.iter().all(Weighed::lets_pass) => {
            Ok(VerbalOrder { author, prescription, emergency })
        }
        _ => {
            own.alerts = prescription.alerts;
            Err(Abort::Rejected(Box::new(own)))
        }
    }
}

/// What the voice adds to what prescribing finds.
fn together(own: Rejection, mut found: Rejection) -> Rejection {
    bar_stops(&mut found.alerts);
    found.whole.splice(0..0, own.whole);
    found.fields.extend(own.fields);
    found.fields.sort_by_key(|(place, ..)| *place);
    found
}

/// A hard stop is the doctor's to override, in person: no reason that is typed here passes it.
fn bar_stops(alerts: &mut [Weighed]) {
    for weighed in alerts.iter_mut().filter(|weighed| weighed.alert.severity == Severity::Stop) {
        weighed.missing = Some(Problem::StopByVoice);
    }
}

/// A doctor whose registration and log-in are active, and who needs no supervisor to prescribe (WHO-7).
fn giver(connection: &mut PgConnection, typed: &str) -> QueryResult<Result<i64, Problem>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Err(Problem::GiverMissing));
    }
    let Ok(id) = typed.parse::<i64>() else { return Ok(Err(Problem::GiverUnknown)) };
    let active: Option<i64> = doctors::table
        .inner_join(users::table)
        .filter(doctors::id.eq(id))
        .filter(doctors::active)
        .filter(users::active)
        .select(doctors::id)
        .first(connection)
        .optional()?;
    match active {
        Some(id) if !needs_supervisor(connection, id)? => Ok(Ok(id)),
        _ => Ok(Err(Problem::GiverUnknown)),
    }
}

/// By row, which medications are not ordered by voice.
fn check_medications(connection: &mut PgConnection, form: &PrescribeForm) -> QueryResult<Vec<(usize, Field, Problem)>> {
    let controlled_allowed: bool = hospital::table.select(hospital::controlled_by_voice).first(connection)?;
    let mut named = Vec::new();
    for (place, item) in form.items().into_iter().enumerate() {
        let text = item.medication.trim().to_owned();
        if let Some(medication) = facts::named_medication(connection, &text)? {
            named.push((place, text, medication));
        }
    }
    let ids: Vec<i64> = named.iter().map(|(.., medication)| medication.id).collect();
    let policies: HashMap<i64, (bool, String)> = medications::table
        .filter(medications::id.eq_any(ids))
        .select((medications::id, (medications::cytotoxic, medications::controlled_list)))
        .load::<(i64, (bool, String))>(connection)?
        .into_iter()
        .collect();
    let problem = |(place, text, medication): (usize, String, Medication)| {
        let (cytotoxic, list) = policies.get(&medication.id)?;
        let spelled_out = medication_code(&text) != text;
        let heard = Heard { name: medication.name, cytotoxic: *cytotoxic, controlled: !list.is_empty(), spelled_out };
        Some((place, Field::Medication, check_heard(heard, controlled_allowed).err()?))
    };
    Ok(named.into_iter().filter_map(problem).collect())
}

/// Keeps beside the prescription that it was given by voice.
pub fn insert_order(
    connection: &mut PgConnection,
    id: i64,
    author: &Doctor,
    given_at: DateTime<Utc>,
    emergency: &str,
) -> QueryResult<usize> {
    let hours: i16 = hospital::table.select(hospital::countersign_hours).first(connection)?;
    let due_at = given_at + TimeDelta::hours(i64::from(hours));
    diesel::insert_into(verbal_orders::table)
        .values((
            verbal_orders::prescription_id.eq(id),
            verbal_orders::received_by.eq(author.user_id),
            verbal_orders::emergency.eq(emergency),
            verbal_orders::read_back.eq(true),
            verbal_orders::countersign_due_at.eq(due_at),
        ))
        .execute(connection)
}
