//! A medication's stock: where each lot is, and its ledger, newest first (ST-1).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::app::App;
use crate::clock;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::look_alike_names::write_tall;
use crate::queries::stock::shelves::Shelf;
use crate::read_model::tables::{medications, stock, stock_ledger, watched_medications};

/// Movements shown at once.
const MOST: i64 = 200;

#[derive(Queryable, Selectable)]
#[diesel(table_name = medications)]
struct Medication {
    id: i64,
    code: String,
    name_pt: String,
    name_en: String,
    presentation_pt: String,
    presentation_en: String,
    dispensing_unit: String,
    controlled_list: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = stock_ledger)]
struct Movement {
    id: i64,
    at: DateTime<Utc>,
    kind: String,
    lot_id: i64,
    lot: String,
    from_pt: Option<String>,
    from_en: Option<String>,
    to_pt: Option<String>,
    to_en: Option<String>,
    units: i32,
    prescription_id: Option<i64>,
    user_name: String,
    second_user_name: Option<String>,
    reason: String,
    document: String,
    supplier: String,
    unit_cost: Option<Decimal>,
}

#[derive(Template)]
#[template(path = "stock/medication.html")]
struct MedicationPage {
    chrome: Chrome,
    medication: Medication,
    shelves: Vec<Shelf>,
    movements: Vec<Movement>,
    /// Minimum and maximum (ST-7), as long as the medication is active.
    levels: Option<(Option<i32>, Option<i32>)>,
    today: NaiveDate,
}

/// # Errors
/// [`crate::error::AppError::NotFound`] without such a medication.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, code: web::Path<String>) -> AppResult<HttpResponse> {
    let code = code.into_inner();
    let today = clock::now().with_timezone(&chrome.l.zone).date_naive();
    let (medication, shelves, movements, levels) = app
        .read(move |connection| {
            let mut medication: Medication = medications::table
                .filter(medications::code.eq(code))
                .select(Medication::as_select())
                .first(connection)?;
            let shelves = shelves(connection, medication.id)?;
            let movements = movements(connection, medication.id)?;
            write_tall(connection, [&mut medication.name_pt, &mut medication.name_en])?;
            let levels = levels(connection, medication.id)?;
            Ok((medication, shelves, movements, levels))
        })
        .await?;
    render(&MedicationPage { chrome, medication, shelves, movements, levels, today })
}

fn shelves(connection: &mut PgConnection, medication_id: i64) -> QueryResult<Vec<Shelf>> {
    stock::table
        .filter(stock::medication_id.eq(medication_id))
        .order((stock::expires_on, stock::lot, stock::place_id))
        .select(Shelf::as_select())
        .load(connection)
}

fn movements(connection: &mut PgConnection, medication_id: i64) -> QueryResult<Vec<Movement>> {
    stock_ledger::table
        .filter(stock_ledger::medication_id.eq(medication_id))
        .order(stock_ledger::id.desc())
        .limit(MOST)
        .select(Movement::as_select())
        .load(connection)
}

fn levels(connection: &mut PgConnection, medication_id: i64) -> QueryResult<Option<(Option<i32>, Option<i32>)>> {
    watched_medications::table
        .find(medication_id)
        .select((watched_medications::minimum, watched_medications::maximum))
        .first(connection)
        .optional()
}
