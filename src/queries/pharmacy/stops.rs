//! Stops: bags that must not go on as they are, and what is to come back from the wards (PH-9).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::clock;
use crate::domain::item::contents::Contents;
use crate::domain::waiting::Waiting;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::keyed::TypedKey;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{lines, stops, supplies, suspensions};

/// Bags shown at once.
const MOST: usize = 200;

/// Its line as it is by now, however long it has been closed.
#[derive(Queryable, Selectable)]
#[diesel(table_name = lines)]
struct Line {
    item_id: i64,
    prescription_id: i64,
    item_number: i16,
    ward_name_pt: String,
    ward_name_en: String,
    bed_code: String,
    patient_id: i64,
    patient_name: String,
    record_number: String,
    birth_date: chrono::NaiveDate,
    medication_name_pt: String,
    medication_name_en: String,
    presentation_pt: String,
    presentation_en: String,
    high_alert: bool,
    dose_quantity: rust_decimal::Decimal,
    dose_unit_code: String,
    route_name_pt: String,
    route_name_en: String,
    note: String,
    contents: Contents,
    stage: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = supplies)]
struct Supply {
    item_id: i64,
    bagged: i32,
    supplied: i32,
    labelled_bed: Option<String>,
    bed_id: i64,
}

struct Stop {
    why: String,
    since: DateTime<Utc>,
    line: Line,
    supply: Supply,
    /// Why it was suspended, where it was.
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "pharmacy/stops.html")]
struct StopsPage {
    chrome: Chrome,
    key: TypedKey,
    stops: Vec<Stop>,
    homonyms: HashSet<i64>,
    as_of: AsOf,
    now: DateTime<Utc>,
}

/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let (stops, homonyms, as_of) = app
        .read(move |connection| {
            let stops = stops(connection)?;
            let homonyms = with_homonyms(connection, stops.iter().map(|stop| stop.line.patient_id))?;
            Ok((stops, homonyms, as_of(connection)?))
        })
        .await?;
    render(&StopsPage { chrome, key: TypedKey::fresh(), stops, homonyms, as_of, now: clock::now() })
}

fn stops(connection: &mut PgConnection) -> QueryResult<Vec<Stop>> {
    let rows: Vec<(i64, String, DateTime<Utc>)> = stops::table
        .order((stops::since, stops::item_id))
        .limit(MOST as i64)
        .select((stops::item_id, stops::why, stops::since))
        .load(connection)?;
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let mut of_items: Vec<Line> =
        lines::table.filter(lines::item_id.eq_any(&ids)).select(Line::as_select()).load(connection)?;
    write_tall(
        connection,
        of_items.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
    )?;
    let mut of_items: HashMap<i64, Line> = of_items.into_iter().map(|line| (line.item_id, line)).collect();
    let of_supplies: Vec<Supply> =
        supplies::table.filter(supplies::item_id.eq_any(&ids)).select(Supply::as_select()).load(connection)?;
    let mut of_supplies: HashMap<i64, Supply> =
        of_supplies.into_iter().map(|supply| (supply.item_id, supply)).collect();
    let reasons: Vec<(i64, String)> = suspensions::table
        .filter(suspensions::item_id.eq_any(&ids))
        .select((suspensions::item_id, suspensions::reason))
        .load(connection)?;
    let mut reasons: HashMap<i64, String> = reasons.into_iter().collect();
    let stops = rows.into_iter().filter_map(|(id, why, since)| {
        let (line, supply) = (of_items.remove(&id)?, of_supplies.remove(&id)?);
        Some(Stop { why, since, line, supply, reason: reasons.remove(&id) })
    });
    Ok(stops.collect())
}

impl Stop {
    fn waiting(&self, now: &DateTime<Utc>) -> Waiting {
        Waiting::between(self.since, *now)
    }

    /// What a form says of it: the line as it stands, and the bed that its bag is to go to.
    fn seen_bed(&self) -> String {
        let line = &self.line;
        format!("{}/{}:{}@{}", line.prescription_id, line.item_number, line.stage, self.supply.bed_id)
    }
}
