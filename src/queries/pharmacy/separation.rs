//! Separation: what is to be picked for a ward and a time, first by shelf, then by patient (PH-4, PH-6).

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::clock;
use crate::domain::stage::Stage;
use crate::domain::stock::fefo::{Available, pick};
use crate::domain::stock::need::Units;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::keyed::TypedKey;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::queries::pharmacy::line::Line;
use crate::queries::pharmacy::supply::{SuppliedLine, bags_to_stop, with_supplies};
use crate::queries::ward::wards::{Ward, all_wards};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, shortages, stock};

/// Lines picked for at once.
const MOST: usize = 200;
/// Hours ahead that may be chosen; a prescription is valid for a day.
const HOURS: [i64; 5] = [2, 4, 8, 12, 24];

/// The pick list that is looked at, as in the URL.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    ward: String,
    hours: String,
}

/// A lot on a shelf.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = stock)]
struct Shelf {
    medication_id: i64,
    lot_id: i64,
    lot: String,
    expires_on: NaiveDate,
    place_id: i64,
    place_name_pt: String,
    place_name_en: String,
    units: i32,
}

/// A medication with how much of it is to be picked for all of the list.
struct Row {
    name: (String, String),
    presentation: (String, String),
    dispensing_unit: String,
    units: u32,
    /// Lines that a pharmacist must say the units of.
    unsaid: usize,
    picks: Vec<(Shelf, u32)>,
    missing: u32,
}

/// A line to be separated.
struct Waiting {
    of: SuppliedLine,
    /// None where a pharmacist must say.
    units: Option<u32>,
    last_day: NaiveDate,
}

struct List {
    /// Lines found, before those that are not due are left out; at most [`MOST`].
    found: usize,
    wards: Vec<Ward>,
    by_shelf: Vec<Row>,
    lines: Vec<Waiting>,
    homonyms: HashSet<i64>,
    stops: i64,
}

#[derive(Template)]
#[template(path = "pharmacy/separation.html")]
struct SeparationPage {
    chrome: Chrome,
    filter: Filter,
    key: TypedKey,
    list: List,
    as_of: AsOf,
}

/// # Errors
/// [`AppError::BadRequest`] for a ward or hours that cannot be.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let filter = filter.into_inner();
    let (asked, now, zone) = (filter.clone(), clock::now(), chrome.l.zone);
    let (list, as_of) =
        app.read(move |connection| Ok((list(connection, &asked, now, zone)?, as_of(connection)?))).await?;
    render(&SeparationPage { chrome, filter, key: TypedKey::fresh(), list, as_of })
}

fn list(connection: &mut PgConnection, filter: &Filter, now: DateTime<Utc>, zone: Tz) -> AppResult<List> {
    let wards = all_wards(connection)?;
    let until = now + TimeDelta::hours(filter.hours()?);
    let lines = lines(connection, filter, &wards, now)?;
    let found = lines.len();
    let lines = with_supplies(connection, lines)?;
    let mut lines: Vec<Waiting> = lines.into_iter().filter_map(|line| Waiting::of(line, until, zone)).collect();
    let by_shelf = by_shelf(connection, &lines)?;
    let names = lines.iter_mut().map(|waiting| &mut waiting.of.line);
    write_tall(connection, names.flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]))?;
    let homonyms = with_homonyms(connection, lines.iter().map(|waiting| waiting.of.line.patient_id))?;
    Ok(List { found, wards, by_shelf, lines, homonyms, stops: bags_to_stop(connection)? })
}

/// Verified lines, and those that something is still missing of once they are where it can be added.
fn lines(connection: &mut PgConnection, filter: &Filter, wards: &[Ward], now: DateTime<Utc>) -> AppResult<Vec<Line>> {
    let short: Vec<i64> = shortages::table
        .filter(shortages::stage.eq_any([Stage::Separated, Stage::Dispensed, Stage::Received].map(Stage::code)))
        .select(shortages::item_id)
        .load(connection)?;
    let mut query = dispatch_lines::table
        .filter(dispatch_lines::stage.eq(Stage::Verified.code()).or(dispatch_lines::item_id.eq_any(short)))
        .filter(dispatch_lines::valid_until.gt(now))
        .into_boxed();
    if !filter.ward.is_empty() {
        let ward = wards.iter().find(|ward| ward.is(&filter.ward)).ok_or(AppError::BadRequest("no such ward"))?;
        query = query.filter(dispatch_lines::ward_id.eq(ward.id));
    }
    let lines = query
        .order((
            dispatch_lines::ward_code,
            dispatch_lines::bed_code,
            dispatch_lines::patient_id,
            dispatch_lines::prescription_id,
            dispatch_lines::item_number,
        ))
        .limit(MOST as i64)
        .select(Line::as_select())
        .load(connection)?;
    Ok(lines)
}

impl Waiting {
    /// None where nothing of it is due in time.
    fn of(line: SuppliedLine, until: DateTime<Utc>, zone: Tz) -> Option<Self> {
        let (units, last_day, is_due) = {
            let need = line.supply.need(&line.line);
            (need.units(zone), need.last_day(zone), need.is_due_before(until, zone))
        };
        let units = match (units, line.supply.needed) {
            (Units::Said { .. }, _) => None,
            (Units::Counted(_), Some(_)) => u32::try_from(line.supply.missing()).ok(),
            (Units::Counted(units), None) => Some(units),
        };
        (is_due && units != Some(0)).then_some(Waiting { of: line, units, last_day })
    }
}

/// What is to be picked of each medication: the lots that expire first, and never one that expires before the last
/// dose that it is for.
fn by_shelf(connection: &mut PgConnection, lines: &[Waiting]) -> QueryResult<Vec<Row>> {
    let ids: HashSet<i64> = lines.iter().map(|waiting| waiting.of.line.medication_id).collect();
    let shelves: Vec<Shelf> = stock::table
        .filter(stock::medication_id.eq_any(ids))
        .filter(stock::place_kind.eq("shelf"))
        .filter(stock::state.eq("usable"))
        .order((stock::expires_on, stock::lot_id, stock::place_id))
        .select(Shelf::as_select())
        .load(connection)?;
    let mut left: HashMap<(i64, i64), u32> = shelves
        .iter()
        .map(|shelf| ((shelf.lot_id, shelf.place_id), u32::try_from(shelf.units).unwrap_or_default()))
        .collect();
    let mut rows: BTreeMap<(String, String, i64), Row> = BTreeMap::new();
    for waiting in lines {
        let line = &waiting.of.line;
        let key = (line.medication_name_pt.clone(), line.presentation_pt.clone(), line.medication_id);
        let row = rows.entry(key).or_insert_with(|| Row::of(waiting));
        let Some(units) = waiting.units else {
            row.unsaid += 1;
            continue;
        };
        row.units += units;
        row.pick(&shelves, &mut left, line.medication_id, units, waiting.last_day);
    }
    let mut rows: Vec<Row> = rows.into_values().collect();
    write_tall(connection, rows.iter_mut().flat_map(|row| [&mut row.name.0, &mut row.name.1]))?;
    Ok(rows)
}

impl Row {
    fn of(waiting: &Waiting) -> Self {
        let line = &waiting.of.line;
        Row {
            name: (line.medication_name_pt.clone(), line.medication_name_en.clone()),
            presentation: (line.presentation_pt.clone(), line.presentation_en.clone()),
            dispensing_unit: waiting.of.supply.dispensing_unit.clone(),
            units: 0,
            unsaid: 0,
            picks: Vec::new(),
            missing: 0,
        }
    }

    fn pick(
        &mut self,
        shelves: &[Shelf],
        left: &mut HashMap<(i64, i64), u32>,
        medication_id: i64,
        units: u32,
        last_day: NaiveDate,
    ) {
        let of_medication = shelves.iter().filter(|shelf| shelf.medication_id == medication_id);
        let available: Vec<Available> = of_medication
            .map(|shelf| Available {
                lot_id: shelf.lot_id,
                place_id: shelf.place_id,
                expires_on: shelf.expires_on,
                received_at: DateTime::UNIX_EPOCH,
                units: left.get(&(shelf.lot_id, shelf.place_id)).copied().unwrap_or_default(),
            })
            .collect();
        let picked = pick(&available, units, last_day);
        self.missing += picked.missing;
        for one in picked.picks {
            let place = (one.lot_id, one.place_id);
            left.entry(place).and_modify(|units| *units -= one.units);
            match self.picks.iter_mut().find(|(shelf, _)| (shelf.lot_id, shelf.place_id) == place) {
                Some((_, units)) => *units += one.units,
                None => {
                    let shelf = shelves.iter().find(|shelf| (shelf.lot_id, shelf.place_id) == place);
                    self.picks.extend(shelf.map(|shelf| (shelf.clone(), one.units)));
                }
            }
        }
    }
}

impl Filter {
    fn hours(&self) -> AppResult<i64> {
        match self.hours.trim() {
            "" => Ok(24),
            typed => {
                let hours = typed.parse().ok().filter(|hours| HOURS.contains(hours));
                hours.ok_or(AppError::BadRequest("no such time ahead"))
            }
        }
    }

    fn has_hours(&self, hours: &i64) -> bool {
        self.hours().is_ok_and(|chosen| chosen == *hours)
    }
}

impl SeparationPage {
    /// Patients in the order of their beds, each with its lines.
    fn patients(&self) -> impl Iterator<Item = &[Waiting]> {
        self.list.lines.chunk_by(|one, next| one.of.line.patient_id == next.of.line.patient_id)
    }
}
