//! About to end: treatments that go on but whose prescription ends soon or has ended, for whoever is on call (VAL-3).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::clock;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::lapses;

/// How long ahead it is said.
const AHEAD: TimeDelta = TimeDelta::hours(6);

#[derive(Queryable, Selectable)]
#[diesel(table_name = lapses)]
struct Row {
    prescription_id: i64,
    patient_id: i64,
    patient_name: String,
    record_number: String,
    birth_date: NaiveDate,
    bed_code: String,
    ward_name_pt: String,
    ward_name_en: String,
    medication_name_pt: String,
    medication_name_en: String,
    presentation_pt: String,
    presentation_en: String,
    valid_until: DateTime<Utc>,
}

/// A patient's items that end at one moment or another; never empty.
struct OfPatient {
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "prescribing/lapses.html")]
struct LapsesPage {
    chrome: Chrome,
    patients: Vec<OfPatient>,
    now: DateTime<Utc>,
    may_prescribe: bool,
}

/// What ended first comes first.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let now = clock::now();
    let rows = app
        .read(move |connection| {
            let mut rows = ending_before(connection, now + AHEAD)?;
            write_tall(
                connection,
                rows.iter_mut().flat_map(|row| [&mut row.medication_name_pt, &mut row.medication_name_en]),
            )?;
            Ok(rows)
        })
        .await?;
    let may_prescribe = chrome.user.as_ref().is_some_and(|user| user.doctor_id.is_some());
    render(&LapsesPage { chrome, patients: by_patient(rows), now, may_prescribe })
}

fn ending_before(connection: &mut PgConnection, until: DateTime<Utc>) -> QueryResult<Vec<Row>> {
    lapses::table
        .filter(lapses::valid_until.lt(until))
        .order((lapses::valid_until, lapses::bed_code, lapses::prescription_id, lapses::item_number))
        .select(Row::as_select())
        .load(connection)
}

/// Each patient once, in the order of what ends first.
fn by_patient(rows: Vec<Row>) -> Vec<OfPatient> {
    let mut patients: Vec<OfPatient> = Vec::new();
    for row in rows {
        let known =
            patients.iter_mut().find(|known| known.first().is_some_and(|first| first.patient_id == row.patient_id));
        match known {
            Some(known) => known.rows.push(row),
            None => patients.push(OfPatient { rows: vec![row] }),
        }
    }
    patients
}

impl OfPatient {
    fn first(&self) -> Option<&Row> {
        self.rows.first()
    }
}

impl Row {
    fn has_ended(&self, now: &DateTime<Utc>) -> bool {
        self.valid_until <= *now
    }
}
