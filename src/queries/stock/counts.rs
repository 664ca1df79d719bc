//! Counts: which places were counted when, by whom, and how many lots differed (ST-6).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::read_model::tables::{counted_places, stock_counts};

/// Counts shown at once.
const MOST: i64 = 100;

#[derive(Queryable, Selectable)]
#[diesel(table_name = counted_places)]
struct Place {
    id: i64,
    name_pt: String,
    name_en: String,
    counted_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = stock_counts)]
struct Count {
    id: i64,
    counted_at: DateTime<Utc>,
    place_name_pt: String,
    place_name_en: String,
    user_name: String,
    second_user_name: Option<String>,
    lots: i32,
    differing: i32,
    reason: String,
}

#[derive(Template)]
#[template(path = "stock/counts.html")]
struct CountsPage {
    chrome: Chrome,
    places: Vec<Place>,
    counts: Vec<Count>,
}

/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let (places, counts) = app.read(move |connection| Ok((places(connection)?, counts(connection)?))).await?;
    render(&CountsPage { chrome, places, counts })
}

/// Controlled ones first: they are counted at each change of shift.
fn places(connection: &mut PgConnection) -> QueryResult<Vec<Place>> {
    counted_places::table
        .order((counted_places::controlled.desc(), counted_places::code))
        .select(Place::as_select())
        .load(connection)
}

fn counts(connection: &mut PgConnection) -> QueryResult<Vec<Count>> {
    stock_counts::table
        .order((stock_counts::counted_at.desc(), stock_counts::id.desc()))
        .limit(MOST)
        .select(Count::as_select())
        .load(connection)
}
