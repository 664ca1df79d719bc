//! Signed items as the form would have them typed: what is renewed or changed starts from these (VAL-2, VAL-4).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::clock;
use crate::commands::prescribing::order_sets::{Labelled, SignedItem};
use crate::domain::clock::day_of;
use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::follow::{Follow, FollowedAs};
use crate::domain::item::typed::TypedItem;
use crate::domain::named::Named;
use crate::domain::schedule::format_times;
use crate::domain::stage::{Move, Stage};
use crate::language::Words;
use crate::schema::{doctors, frequencies, medications, prescription_item_times, prescription_items, prescriptions};

/// What ended so long ago is not renewed any more, but prescribed anew.
const STILL_RENEWED: TimeDelta = TimeDelta::hours(24);

/// A signed item.
pub struct Stored {
    pub id: i64,
    pub prescription_id: i64,
    pub number: i16,
    pub admission_id: i64,
    pub stage: Stage,
    pub valid_until: DateTime<Utc>,
    pub medication: Named,
    pub medication_id: i64,
    /// When it begins, or began.
    pub starts_at: DateTime<Utc>,
    /// As its doctor prescribed it.
    pub dose: (Decimal, String),
    pub doctor_name: String,
    /// The item that it renews or changes, if any.
    pub followed_id: Option<i64>,
    /// The item that follows it, if any.
    pub follower_id: Option<i64>,
    /// All its fields, in the reader's language, as it goes on after its end.
    pub typed: TypedItem,
    /// Days of its duration that are left today, for a change at once.
    days_left: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_items)]
struct ItemRow {
    id: i64,
    prescription_id: i64,
    number: i16,
    medication_id: i64,
    follows_item_id: Option<i64>,
    dose_quantity: Decimal,
    dose_unit_code: String,
    cycle: String,
    first_dose_at: Option<DateTime<Utc>>,
    scheduled_from: DateTime<Utc>,
    starts_at: DateTime<Utc>,
    duration_days: i16,
    protocol: Option<String>,
    protocol_cycle: Option<i16>,
    protocol_day: Option<i16>,
    programme_code: Option<String>,
    pregnancy_test_on: Option<NaiveDate>,
    stage: String,
}

/// The items with these ids, whatever became of them.
pub fn stored_items(connection: &mut PgConnection, ids: &[i64], words: &Words) -> QueryResult<HashMap<i64, Stored>> {
    type Row = (ItemRow, SignedItem, Labelled, bool, (i64, DateTime<Utc>), String);
    let rows: Vec<Row> = prescription_items::table
        .inner_join(prescriptions::table.inner_join(doctors::table))
        .inner_join(medications::table)
        .inner_join(frequencies::table)
        .filter(prescription_items::id.eq_any(ids))
        .select((
            ItemRow::as_select(),
            SignedItem::as_select(),
            Labelled::as_select(),
            frequencies::stat,
            (prescriptions::admission_id, prescriptions::valid_until),
            doctors::name,
        ))
        .load(connection)?;
    let mut times = times_of(connection, ids)?;
    let followers = followers_of(connection, ids)?;
    let stored = |(item, signed, medication, stat, (admission_id, valid_until), doctor_name): Row| {
        let id = item.id;
        let times = times.remove(&id).unwrap_or_default();
        let stored = Stored {
            id,
            prescription_id: item.prescription_id,
            number: item.number,
            admission_id,
            stage: Stage::from_code(&item.stage)?,
            valid_until,
            medication: Named { pt: medication.name_pt.clone(), en: medication.name_en.clone() },
            medication_id: item.medication_id,
            starts_at: item.starts_at,
            followed_id: item.follows_item_id,
            doctor_name,
            follower_id: followers.get(&id).copied(),
            days_left: days_left(&item, clock::now(), words),
            typed: TypedItem {
                times: if stat { String::new() } else { format_times(&times) },
                ..goes_on(&item, times, valid_until, words, signed.order().typed(&medication, words))
            },
            dose: (item.dose_quantity, item.dose_unit_code),
        };
        Some((id, stored))
    };
    Ok(rows.into_iter().filter_map(stored).collect())
}

fn times_of(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Vec<NaiveTime>>> {
    let rows: Vec<(i64, NaiveTime)> = prescription_item_times::table
        .filter(prescription_item_times::item_id.eq_any(ids))
        .order((prescription_item_times::item_id, prescription_item_times::time_of_day))
        .load(connection)?;
    let mut times: HashMap<i64, Vec<NaiveTime>> = HashMap::new();
    for (id, time) in rows {
        times.entry(id).or_default().push(time);
    }
    Ok(times)
}

fn followers_of(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<HashMap<i64, i64>> {
    let rows: Vec<(Option<i64>, i64)> = prescription_items::table
        .filter(prescription_items::follows_item_id.eq_any(ids))
        .select((prescription_items::follows_item_id, prescription_items::id))
        .load(connection)?;
    Ok(rows.into_iter().filter_map(|(followed, id)| Some((followed?, id))).collect())
}

fn days_left(item: &ItemRow, at: DateTime<Utc>, words: &Words) -> i64 {
    let days_given = (day_of(at, words.zone) - day_of(item.starts_at, words.zone)).num_days().max(0);
    (i64::from(item.duration_days) - days_given).max(0)
}

/// What is left of its duration, and its next day where not every day has doses.
fn goes_on(
    item: &ItemRow,
    times: Vec<NaiveTime>,
    valid_until: DateTime<Utc>,
    words: &Words,
    typed: TypedItem,
) -> TypedItem {
    let cycle = Cycle::from_code(&item.cycle).unwrap_or(Cycle::Daily);
    let schedule = Schedule { times, cycle, first_dose_at: item.first_dose_at, scheduled_from: item.scheduled_from };
    let next = schedule.next_doses(valid_until, 1, words.zone);
    let start = match (cycle, next.first()) {
        (Cycle::Alternate | Cycle::Monthly, Some(dose)) => day_of(*dose, words.zone).to_string(),
        _ => String::new(),
    };
    TypedItem {
        start,
        duration: days_left(item, valid_until, words).to_string(),
        protocol: item.protocol.clone().unwrap_or_default(),
        protocol_cycle: item.protocol_cycle.map(|cycle| cycle.to_string()).unwrap_or_default(),
        protocol_day: item.protocol_day.map(|day| day.to_string()).unwrap_or_default(),
        term: if item.programme_code.is_some() { "yes".to_owned() } else { String::new() },
        pregnancy_test: item.pregnancy_test_on.map(|day| day.to_string()).unwrap_or_default(),
        contraception: if item.pregnancy_test_on.is_some() { "yes".to_owned() } else { String::new() },
        ..typed
    }
}

/// Rows that renew all that goes on: neither single doses, nor what was stopped, is finished, was renewed already, or
/// has not begun (VAL-2).
pub fn renewable(
    connection: &mut PgConnection,
    admission_id: i64,
    now: DateTime<Utc>,
    words: &Words,
) -> QueryResult<Vec<TypedItem>> {
    let followers = diesel::alias!(prescription_items as followers);
    let ids: Vec<i64> = prescription_items::table
        .inner_join(prescriptions::table)
        .filter(prescriptions::admission_id.eq(admission_id))
        .filter(prescriptions::valid_until.gt(now - STILL_RENEWED))
        .filter(prescription_items::stage.ne_all(Stage::codes_over()))
        .filter(prescription_items::cycle.ne(Cycle::Once.code()))
        .filter(prescription_items::not_renewed_by.is_null())
        .filter(prescription_items::starts_at.le(now))
        .filter(not(exists(
            followers
                .filter(followers.field(prescription_items::follows_item_id).eq(prescription_items::id.nullable())),
        )))
        .order((prescriptions::prescribed_at, prescription_items::prescription_id, prescription_items::number))
        .select(prescription_items::id)
        .load(connection)?;
    rows(connection, &ids, FollowedAs::Renewal, words)
}

/// Rows of all that is still to be stopped or changed on a prescription (VAL-4).
pub fn changeable(connection: &mut PgConnection, prescription_id: i64, words: &Words) -> QueryResult<Vec<TypedItem>> {
    let ids: Vec<i64> = prescription_items::table
        .filter(prescription_items::prescription_id.eq(prescription_id))
        .order(prescription_items::number)
        .select(prescription_items::id)
        .load(connection)?;
    rows(connection, &ids, FollowedAs::Change, words)
}

fn rows(
    connection: &mut PgConnection,
    ids: &[i64],
    followed_as: FollowedAs,
    words: &Words,
) -> QueryResult<Vec<TypedItem>> {
    let mut stored = stored_items(connection, ids, words)?;
    let row = |id: &i64| {
        let stored = stored.remove(id)?;
        let goes_on = match followed_as {
            FollowedAs::Renewal => stored.typed.duration != "0",
            FollowedAs::Change => stored.may_be_changed(),
        };
        let follows = Follow { followed_as, item_id: *id }.to_string();
        goes_on.then(|| TypedItem { follows, ..stored.into_typed(followed_as) })
    };
    Ok(ids.iter().filter_map(row).collect())
}

/// Of another day: where the cycle has come to (WHO-2), a new test, and whether contraception goes on (WHO-5). The term
/// stays signed.
fn asked_anew(typed: TypedItem) -> TypedItem {
    let (protocol_day, pregnancy_test, contraception) = Default::default();
    TypedItem { protocol_day, pregnancy_test, contraception, ..typed }
}

impl Stored {
    /// Neither stopped nor followed.
    pub fn may_be_changed(&self) -> bool {
        self.follower_id.is_none() && self.stage.after(Move::Suspend).is_some()
    }

    /// As a row of the form; a change goes on today, also on the last day.
    pub fn into_typed(self, followed_as: FollowedAs) -> TypedItem {
        match followed_as {
            FollowedAs::Renewal => asked_anew(self.typed),
            FollowedAs::Change => TypedItem { duration: self.duration_of_change(), ..self.typed },
        }
    }

    pub fn duration_of_change(&self) -> String {
        self.days_left.max(1).to_string()
    }
}
