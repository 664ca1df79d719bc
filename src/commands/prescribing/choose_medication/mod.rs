//! Choose a medication: finding it in the formulary by what a doctor types.

mod search;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::commands::prescribing::availability::availability;
use crate::commands::prescribing::look_alike_names::tall_man_names;
use crate::domain::medication_label::medication_label;
use crate::error::AppResult;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::schema::medication_routes;

use search::{Found, find};

#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

/// A medication to choose, with what the form proposes for it.
#[derive(Serialize)]
pub struct Suggestion {
    #[serde(skip)]
    id: i64,
    pub label: String,
    pub unit: Option<String>,
    pub routes: Vec<String>,
    pub antimicrobial: bool,
    pub cytotoxic: bool,
    /// Only for registered prescribers (WHO-5).
    pub programme: bool,
    /// What the pharmacy has of it, in words.
    pub stock: String,
}

/// Active medications that fit, for the form's search field.
///
/// # Errors
/// A database error.
pub async fn suggestions(app: web::Data<Arc<App>>, chrome: Chrome, search: Query<Search>) -> AppResult<HttpResponse> {
    let text = search.into_inner().q;
    let found = app
        .write(move |connection| {
            let mut found = suggest(connection, &text, &chrome.l)?;
            say_stock(connection, &mut found, &chrome.l)?;
            Ok(found)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

fn say_stock(connection: &mut PgConnection, found: &mut [Suggestion], words: &Words) -> QueryResult<()> {
    let mut stock = availability(connection, found.iter().map(|medication| medication.id).collect(), words)?;
    for medication in found {
        medication.stock = stock.remove(&medication.id).unwrap_or_default();
    }
    Ok(())
}

/// Active medications that a text may mean, the best first; twenty at most.
///
/// # Errors
/// A database error.
pub fn suggest(connection: &mut PgConnection, text: &str, words: &Words) -> QueryResult<Vec<Suggestion>> {
    let mut found = find(connection, text)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    write_tall(connection, &mut found)?;
    let routes = usual_routes(connection, &found)?;
    let suggestion = |medication: Found| {
        let own = routes.iter().filter(|(of, _)| *of == medication.id).map(|(_, code)| code.clone()).collect();
        medication.suggestion(own, words)
    };
    Ok(found.into_iter().map(suggestion).collect())
}

/// Names that are taken for one another, with tall-man letters (ITEM-12).
fn write_tall(connection: &mut PgConnection, found: &mut [Found]) -> QueryResult<()> {
    let names = found.iter().flat_map(|medication| [medication.name_pt.clone(), medication.name_en.clone()]).collect();
    let tall_man = tall_man_names(connection, names)?;
    tall_man.capitalise(found.iter_mut().flat_map(|medication| [&mut medication.name_pt, &mut medication.name_en]));
    Ok(())
}

/// The usual routes of all of them, each one's most usual first.
fn usual_routes(connection: &mut PgConnection, found: &[Found]) -> QueryResult<Vec<(i64, String)>> {
    let ids: Vec<i64> = found.iter().map(|medication| medication.id).collect();
    medication_routes::table
        .filter(medication_routes::medication_id.eq_any(ids))
        .order(medication_routes::position)
        .select((medication_routes::medication_id, medication_routes::route_code))
        .load(connection)
}

impl Found {
    fn suggestion(self, routes: Vec<String>, words: &Words) -> Suggestion {
        let name = words.pick(&self.name_pt, &self.name_en);
        let presentation = words.pick(&self.presentation_pt, &self.presentation_en);
        let label = medication_label(name, presentation, &self.code);
        let (antimicrobial, cytotoxic, programme) = (self.antimicrobial, self.cytotoxic, self.registered_programme);
        let (id, unit, stock) = (self.id, self.usual_unit_code, String::new());
        Suggestion { id, label, unit, routes, antimicrobial, cytotoxic, programme, stock }
    }
}
