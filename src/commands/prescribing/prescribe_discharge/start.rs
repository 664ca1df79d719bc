//! What the form starts from: what the patient is being given, or was given until the discharge.

use chrono::{TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::commands::prescribing::prescribe::facts;
use crate::commands::prescribing::prescribe::stored::stored_items;
use crate::domain::cycle::Cycle;
use crate::domain::item::lists::CodeLists;
use crate::domain::item::typed::TypedItem;
use crate::domain::named::Named;
use crate::domain::stage::Stage;
use crate::domain::take_home::typed::TypedTakeHome;
use crate::domain::take_home::{is_home_frequency, is_home_route};
use crate::language::Words;
use crate::schema::{medications, prescription_items, prescriptions};

use super::form::MOST_ITEMS;
use super::stay::{Stay, latest_stay};

/// A discharge stops what is open just before it ends the stay.
const STOPPED_WITH_STAY: TimeDelta = TimeDelta::minutes(1);

/// Rows to begin with, and what cannot go home as it is given.
#[derive(Default)]
pub struct Start {
    pub rows: Vec<TypedTakeHome>,
    pub left_out: Vec<Named>,
}

pub fn start(connection: &mut PgConnection, patient_id: i64, words: &Words) -> QueryResult<Start> {
    let Some(stay) = latest_stay(connection, patient_id)? else { return Ok(Start::default()) };
    let ids = given(connection, &stay)?;
    let lists = facts::code_lists(connection, None)?;
    let hospital_only = of_hospital_only(connection, &ids)?;
    let mut stored = stored_items(connection, &ids, words)?;
    let mut start = Start::default();
    for item in ids.iter().filter_map(|id| stored.remove(id)) {
        if hospital_only.contains(&item.id) || !goes_home(&item.typed, &lists) || start.rows.len() >= MOST_ITEMS {
            start.left_out.push(item.medication);
        } else {
            start.rows.push(row(item.typed));
        }
    }
    Ok(start)
}

/// Neither single doses, nor what was stopped before the discharge, nor what another item follows.
fn given(connection: &mut PgConnection, stay: &Stay) -> QueryResult<Vec<i64>> {
    let followers = diesel::alias!(prescription_items as followers);
    let ended_at = stay.discharged_at.unwrap_or_else(Utc::now);
    let stopped_since = ended_at - STOPPED_WITH_STAY;
    let stopped_with_it =
        prescription_items::stage.eq("suspended").and(prescription_items::stage_since.ge(stopped_since));
    prescription_items::table
        .inner_join(prescriptions::table)
        .filter(prescriptions::admission_id.eq(stay.admission_id))
        .filter(prescriptions::valid_until.gt(ended_at))
        .filter(prescription_items::stage.ne_all(Stage::codes_over()).or(stopped_with_it))
        .filter(prescription_items::cycle.ne(Cycle::Once.code()))
        .filter(not(exists(
            followers
                .filter(followers.field(prescription_items::follows_item_id).eq(prescription_items::id.nullable())),
        )))
        .order((prescriptions::prescribed_at, prescription_items::prescription_id, prescription_items::number))
        .select(prescription_items::id)
        .load(connection)
}

fn of_hospital_only(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<Vec<i64>> {
    prescription_items::table
        .inner_join(medications::table)
        .filter(prescription_items::id.eq_any(ids))
        .filter(medications::policy.eq("hospital_use_only"))
        .select(prescription_items::id)
        .load(connection)
}

fn goes_home(typed: &TypedItem, lists: &CodeLists) -> bool {
    let frequency = lists.frequencies.iter().find(|frequency| frequency.code == typed.frequency);
    is_home_route(&typed.route) && frequency.is_some_and(is_home_frequency)
}

/// How long and how much is for the doctor to say, and a note to the ward is none to the patient.
fn row(typed: TypedItem) -> TypedTakeHome {
    let TypedItem { medication, dose, unit, route, frequency, weekday, indication, interval, most, .. } = typed;
    let (dose, unit) = if unit.contains("/kg") { Default::default() } else { (dose, unit) };
    let item = TypedItem {
        medication,
        dose,
        unit,
        route,
        frequency,
        weekday,
        indication,
        interval,
        most,
        ..TypedItem::default()
    };
    TypedTakeHome { item, ..TypedTakeHome::default() }
}
