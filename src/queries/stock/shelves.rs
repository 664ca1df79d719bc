//! Stock: each medication that is there, how much of it can be picked, and what expires first (ST-7).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Days, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::look_alike_names::write_tall;
use crate::queries::search::{fold, patterns};
use crate::read_model::tables::stock;

/// Days ahead that an expiry is warned of (ST-7).
const NEAR: Days = Days::new(90);

/// What the reader looks for, as in the URL: a medication, never a patient.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    q: String,
}

/// Units of a lot at a place.
#[derive(Queryable, Selectable)]
#[diesel(table_name = stock)]
pub struct Shelf {
    pub medication_id: i64,
    pub medication_code: String,
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub dispensing_unit: String,
    pub lot: String,
    pub expires_on: NaiveDate,
    pub state: String,
    pub place_name_pt: String,
    pub place_name_en: String,
    pub place_kind: String,
    pub units: i32,
}

impl Shelf {
    pub fn has_expired(&self, today: &NaiveDate) -> bool {
        self.expires_on < *today
    }

    /// Whether it may be picked: usable, on a shelf, and not expired (PH-6).
    pub fn is_pickable(&self, today: NaiveDate) -> bool {
        self.place_kind == "shelf" && self.state == "usable" && self.expires_on >= today
    }
}

/// A medication with all of its shelves, what expires first coming first; never empty.
struct InStock {
    shelves: Vec<Shelf>,
}

#[derive(Template)]
#[template(path = "stock/shelves.html")]
struct ShelvesPage {
    chrome: Chrome,
    filter: Filter,
    medications: Vec<InStock>,
    today: NaiveDate,
}

/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let filter = filter.into_inner();
    let today = Utc::now().with_timezone(&chrome.l.zone).date_naive();
    let asked = filter.clone();
    let shelves = app.read(move |connection| Ok(shelves(connection, &asked)?)).await?;
    render(&ShelvesPage { chrome, filter, medications: by_medication(shelves), today })
}

fn shelves(connection: &mut PgConnection, filter: &Filter) -> QueryResult<Vec<Shelf>> {
    let mut query = stock::table.into_boxed();
    for pattern in patterns(&filter.q) {
        query = query.filter(stock::search.like(fold(pattern)));
    }
    let mut shelves: Vec<Shelf> = query
        .order((stock::medication_name_pt, stock::presentation_pt, stock::medication_id, stock::expires_on, stock::lot))
        .select(Shelf::as_select())
        .load(connection)?;
    let names = shelves.iter_mut().flat_map(|shelf| [&mut shelf.medication_name_pt, &mut shelf.medication_name_en]);
    write_tall(connection, names)?;
    Ok(shelves)
}

/// They come sorted, so that each medication is one run of them.
fn by_medication(shelves: Vec<Shelf>) -> Vec<InStock> {
    let mut medications: Vec<InStock> = Vec::new();
    for shelf in shelves {
        match medications.last_mut().filter(|last| last.is_of(shelf.medication_id)) {
            Some(last) => last.shelves.push(shelf),
            None => medications.push(InStock { shelves: vec![shelf] }),
        }
    }
    medications
}

impl InStock {
    fn is_of(&self, medication_id: i64) -> bool {
        self.first().is_some_and(|first| first.medication_id == medication_id)
    }

    fn first(&self) -> Option<&Shelf> {
        self.shelves.first()
    }

    fn pickable(&self, today: &NaiveDate) -> i64 {
        self.shelves.iter().filter(|shelf| shelf.is_pickable(*today)).map(|shelf| i64::from(shelf.units)).sum()
    }

    fn first_expiry(&self, today: &NaiveDate) -> Option<NaiveDate> {
        self.shelves.iter().filter(|shelf| shelf.is_pickable(*today)).map(|shelf| shelf.expires_on).min()
    }

    fn expires_soon(&self, today: &NaiveDate) -> bool {
        let near = today.checked_add_days(NEAR).unwrap_or(*today);
        self.first_expiry(today).is_some_and(|expiry| expiry <= near)
    }
}
