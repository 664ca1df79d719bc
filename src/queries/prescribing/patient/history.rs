//! What happened to a patient, day by day, a fortnight at a time.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use diesel::dsl::max;
use diesel::prelude::*;
use serde::Deserialize;

use crate::domain::tall_man::TallManNames;
use crate::error::{AppError, AppResult};
use crate::queries::paper_entries::{PaperEntry, paper_entries_of};
use crate::read_model::tables::patient_events;

/// Days shown at once.
const DAYS: u64 = 14;
/// Events shown at once, far more than a fortnight has.
const MOST: i64 = 500;
/// Years that a day may be of.
const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Which fortnight, as in the URL.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The last day; today where there is none.
    until: String,
}

/// A fortnight of days on the hospital's clock.
#[derive(Clone, Copy)]
pub struct Span {
    first: NaiveDate,
    last: NaiveDate,
    is_newest: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = patient_events)]
pub struct Event {
    pub at: DateTime<Utc>,
    pub verb: String,
    pub user_name: Option<String>,
    pub prescription_id: Option<i64>,
    pub medications_pt: Vec<String>,
    pub medications_en: Vec<String>,
    pub reason: Option<String>,
    pub from_bed: Option<String>,
    pub to_bed: Option<String>,
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
    pub paper_entry_id: Option<i64>,
}

pub struct History {
    /// Newest day first, and in it the newest event.
    pub days: Vec<(NaiveDate, Vec<Event>)>,
    /// The last day before these on which something happened.
    pub older: Option<NaiveDate>,
    /// What was done on paper, by its number.
    pub on_paper: HashMap<i64, PaperEntry>,
    pub is_newest: bool,
}

impl Asked {
    /// # Errors
    /// [`AppError::BadRequest`] for what is no day.
    pub fn span(&self, now: DateTime<Utc>, zone: Tz) -> AppResult<Span> {
        let today = now.with_timezone(&zone).date_naive();
        let last = match self.until.as_str() {
            "" => today,
            day => day.parse().map_err(|_| AppError::BadRequest("no such day"))?,
        };
        let first = last.checked_sub_days(Days::new(DAYS - 1)).filter(|first| YEARS.contains(&first.year()));
        let first = first.filter(|_| YEARS.contains(&last.year())).ok_or(AppError::BadRequest("no such day"))?;
        Ok(Span { first, last, is_newest: last >= today })
    }
}

impl Span {
    /// From its first moment to the first one after it.
    fn moments(&self, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
        let after = self.last.checked_add_days(Days::new(1)).unwrap_or(self.last);
        (first_moment(self.first, zone), first_moment(after, zone))
    }
}

/// Midnight, or where the clock skips it the first hour that it shows.
fn first_moment(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let hours = [0, 1].into_iter().map(|hour| midnight + chrono::TimeDelta::hours(hour));
    let first = hours.filter_map(|local| zone.from_local_datetime(&local).earliest()).next();
    first.map_or(midnight.and_utc(), |first| first.with_timezone(&Utc))
}

/// A fortnight of one patient's events.
pub fn history(
    connection: &mut PgConnection,
    patient_id: i64,
    span: Span,
    zone: Tz,
    tall_man: &TallManNames,
) -> QueryResult<History> {
    let (from, until) = span.moments(zone);
    let of_patient = patient_events::table.filter(patient_events::patient_id.eq(patient_id));
    let mut events: Vec<Event> = of_patient
        .filter(patient_events::at.ge(from))
        .filter(patient_events::at.lt(until))
        .order((patient_events::at.desc(), patient_events::number.desc(), patient_events::verb))
        .limit(MOST)
        .select(Event::as_select())
        .load(connection)?;
    let names = events.iter_mut().flat_map(|event| event.medications_pt.iter_mut().chain(&mut event.medications_en));
    tall_man.capitalise(names);
    let older: Option<DateTime<Utc>> =
        of_patient.filter(patient_events::at.lt(from)).select(max(patient_events::at)).first(connection)?;
    let ids: Vec<i64> = events.iter().filter_map(|event| event.paper_entry_id).collect();
    let on_paper = paper_entries_of(connection, &ids)?;
    Ok(History {
        days: by_day(events, zone),
        older: older.map(|at| at.with_timezone(&zone).date_naive()),
        on_paper,
        is_newest: span.is_newest,
    })
}

/// Events come sorted, so that each day is one run of them.
fn by_day(events: Vec<Event>, zone: Tz) -> Vec<(NaiveDate, Vec<Event>)> {
    let mut days: Vec<(NaiveDate, Vec<Event>)> = Vec::new();
    for event in events {
        let day = event.at.with_timezone(&zone).date_naive();
        match days.last_mut() {
            Some((last, of_day)) if *last == day => of_day.push(event),
            _ => days.push((day, vec![event])),
        }
    }
    days
}

/// A verb with words `event-…`; anything else is only said to have happened.
pub fn event_code(verb: &str) -> &str {
    match verb {
        known @ ("prescribe"
        | "verbal_order"
        | "countersign"
        | "suspend"
        | "expire"
        | "verify"
        | "separate"
        | "run_short"
        | "unpack"
        | "second_check"
        | "dispense"
        | "send"
        | "receive"
        | "relabel"
        | "return"
        | "refuse"
        | "claim"
        | "give_back"
        | "draft"
        | "discard_draft"
        | "request_non_formulary"
        | "decide_non_formulary"
        | "acknowledge_non_formulary"
        | "query"
        | "answer"
        | "review_override"
        | "ask_stewardship_again"
        | "decide_stewardship"
        | "register"
        | "admit"
        | "transfer"
        | "discharge"
        | "prescribe_discharge"
        | "cancel_discharge"
        | "record_allergies"
        | "record_measurements"
        | "enter_from_paper"
        | "follow_up_paper") => known,
        _ => "other",
    }
}

impl History {
    /// What an event of the history tells of paper.
    pub fn paper(&self, event: &Event) -> Option<&PaperEntry> {
        self.on_paper.get(&event.paper_entry_id?)
    }
}

impl Event {
    pub fn code(&self) -> &str {
        event_code(&self.verb)
    }
}
