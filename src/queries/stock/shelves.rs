//! Stock: each medication that is there, how much of it can be picked, and what expires first (ST-7).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use serde::Deserialize;

use super::lists::{Lists, Watched};
use crate::app::App;
use crate::clock;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::look_alike_names::write_tall;
use crate::queries::search::{fold, patterns};
use crate::read_model::tables::stock;

/// Days ahead that an expiry is warned of (ST-7).
const NEAR: Days = Days::new(90);

/// Medications shown at once; a search finds the others.
const MOST: i64 = 100;

/// The last day of what expires soon (ST-7).
pub fn near(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(NEAR).unwrap_or(today)
}

/// What the reader looks for, as in the URL: a medication, never a patient.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    q: String,
    /// One of the lists; everything without.
    list: String,
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
    pub lot_id: i64,
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
    lists: Lists,
    today: NaiveDate,
}

/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let filter = filter.into_inner();
    let today = clock::now().with_timezone(&chrome.l.zone).date_naive();
    let asked = filter.clone();
    let (medications, lists) =
        app.read(move |connection| Ok((medications(connection, &asked)?, Lists::load(connection, today)?))).await?;
    render(&ShelvesPage { chrome, filter, medications, lists, today })
}

fn medications(connection: &mut PgConnection, filter: &Filter) -> QueryResult<Vec<InStock>> {
    if !filter.list.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = stock::table.into_boxed();
    for pattern in patterns(&filter.q) {
        query = query.filter(stock::search.like(fold(pattern)));
    }
    let shown: Vec<(i64, String, String)> = query
        .select((stock::medication_id, stock::medication_name_pt, stock::presentation_pt))
        .distinct()
        .order((stock::medication_name_pt, stock::presentation_pt, stock::medication_id))
        .limit(MOST)
        .load(connection)?;
    let shown: Vec<i64> = shown.into_iter().map(|(id, ..)| id).collect();
    Ok(by_medication(shelves(connection, shown)?))
}

fn shelves(connection: &mut PgConnection, medications: Vec<i64>) -> QueryResult<Vec<Shelf>> {
    let mut shelves: Vec<Shelf> = stock::table
        .filter(stock::medication_id.eq_any(medications))
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

impl ShelvesPage {
    fn is_full(&self) -> bool {
        i64::try_from(self.medications.len()).is_ok_and(|shown| shown >= MOST)
    }

    /// Each list with its length, and whether it is shown.
    fn lists(&self) -> [(&'static str, i64, bool); 3] {
        let long = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        let Lists { below_all, out_all, expiring_all, .. } = self.lists;
        [("below", long(below_all)), ("out", long(out_all)), ("expiring", expiring_all)]
            .map(|(list, length)| (list, length, self.filter.list == list))
    }

    /// A list of medications, if one is shown.
    fn watched(&self) -> Option<&[Watched]> {
        match self.filter.list.as_str() {
            "below" => Some(&self.lists.below),
            "out" => Some(&self.lists.out),
            _ => None,
        }
    }
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
        self.first_expiry(today).is_some_and(|expiry| expiry <= near(*today))
    }
}
