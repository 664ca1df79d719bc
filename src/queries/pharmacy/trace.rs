//! Trace: everything that happened to one line, in its order: who, when, from which place, of which lot (CTL-6, ST-5).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::app::App;
use crate::domain::homonym::Homonym;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::homonyms_of;
use crate::queries::look_alike_names::write_tall;
use crate::queries::paper_entries::{PaperEntry, paper_entries_of_line};
use crate::queries::prescribing::patient::history::event_code;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{item_events, lines, stock_ledger};

#[derive(Queryable, Selectable)]
#[diesel(table_name = lines)]
struct Line {
    prescription_id: i64,
    item_number: i16,
    patient_id: i64,
    patient_name: String,
    birth_date: NaiveDate,
    record_number: String,
    allergy_status: Option<String>,
    allergies: Vec<String>,
    bed_code: String,
    ward_name_pt: String,
    ward_name_en: String,
    medication_name_pt: String,
    medication_name_en: String,
    presentation_pt: String,
    presentation_en: String,
    dose_quantity: Decimal,
    dose_unit_code: String,
    route_name_pt: String,
    route_name_en: String,
    stage: String,
    stage_since: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = item_events)]
struct Event {
    at: DateTime<Utc>,
    verb: String,
    user_name: Option<String>,
    from_stage: Option<String>,
    to_stage: Option<String>,
    category: Option<String>,
    reason: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = stock_ledger)]
struct Movement {
    at: DateTime<Utc>,
    kind: String,
    lot: String,
    expires_on: NaiveDate,
    from_pt: Option<String>,
    from_en: Option<String>,
    to_pt: Option<String>,
    to_en: Option<String>,
    units: i32,
    user_name: String,
    second_user_name: Option<String>,
    reason: String,
}

/// One thing that happened.
enum Step {
    Event(Event),
    Movement(Movement),
    /// Where it was done, not where it was typed in.
    Paper(PaperEntry),
}

#[derive(Template)]
#[template(path = "pharmacy/trace.html")]
struct TracePage {
    chrome: Chrome,
    line: Line,
    homonyms: Vec<Homonym>,
    /// The oldest first.
    steps: Vec<Step>,
    as_of: AsOf,
}

/// # Errors
/// [`crate::error::AppError::NotFound`] without such a line.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, line: web::Path<(i64, i16)>) -> AppResult<HttpResponse> {
    let (id, number) = *line;
    let (line, homonyms, steps, as_of) = app
        .read(move |connection| {
            let line = traced(connection, id, number)?;
            let homonyms = homonyms_of(connection, line.patient_id)?;
            Ok((line, homonyms, steps(connection, id, number)?, as_of(connection)?))
        })
        .await?;
    render(&TracePage { chrome, line, homonyms, steps, as_of })
}

fn traced(connection: &mut PgConnection, id: i64, number: i16) -> QueryResult<Line> {
    let mut line: Line = lines::table
        .filter(lines::prescription_id.eq(id))
        .filter(lines::item_number.eq(number))
        .select(Line::as_select())
        .first(connection)?;
    write_tall(connection, [&mut line.medication_name_pt, &mut line.medication_name_en])?;
    Ok(line)
}

/// Events and movements in one order; an event comes before the movements of its own moment.
fn steps(connection: &mut PgConnection, id: i64, number: i16) -> QueryResult<Vec<Step>> {
    let events: Vec<Event> = item_events::table
        .filter(item_events::prescription_id.eq(id))
        .filter(item_events::item_number.is_null().or(item_events::item_number.eq(number)))
        .order((item_events::at, item_events::number))
        .select(Event::as_select())
        .load(connection)?;
    let movements: Vec<Movement> = stock_ledger::table
        .filter(stock_ledger::prescription_id.eq(id))
        .filter(stock_ledger::item_number.eq(number))
        .order(stock_ledger::id)
        .select(Movement::as_select())
        .load(connection)?;
    let movements = movements.into_iter().map(Step::Movement);
    let on_paper = paper_entries_of_line(connection, id, number)?.into_iter().map(Step::Paper);
    let mut steps: Vec<Step> = events.into_iter().map(Step::Event).chain(movements).chain(on_paper).collect();
    steps.sort_by_key(Step::at);
    Ok(steps)
}

impl Step {
    fn at(&self) -> DateTime<Utc> {
        match self {
            Step::Event(event) => event.at,
            Step::Movement(movement) => movement.at,
            Step::Paper(entry) => entry.done_at,
        }
    }
}

impl Event {
    fn code(&self) -> &str {
        event_code(&self.verb)
    }
}
