//! Choose a medication: finding it in the formulary by what a doctor types.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::domain::medication_label::medication_label;
use crate::error::AppResult;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::schema::{medication_routes, medications};

/// Suggestions shown at once.
const SUGGESTIONS: i64 = 20;
/// Words of a search that are looked at.
const WORDS: usize = 8;

diesel::define_sql_function! {
    fn fold(value: Text) -> Text;
}

#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

/// A medication to choose, with what the form proposes for it.
#[derive(Serialize)]
pub struct Suggestion {
    pub label: String,
    pub unit: Option<String>,
    pub routes: Vec<String>,
    pub antimicrobial: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = medications)]
struct Found {
    code: String,
    name_pt: String,
    name_en: String,
    presentation_pt: String,
    presentation_en: String,
    usual_unit_code: Option<String>,
    antimicrobial: bool,
}

/// Active medications that fit, for the form's search field.
///
/// # Errors
/// A database error.
pub async fn suggestions(app: web::Data<Arc<App>>, chrome: Chrome, search: Query<Search>) -> AppResult<HttpResponse> {
    let text = search.into_inner().q;
    let found = app.write(move |connection| Ok(suggest(connection, &text, &chrome.l)?)).await?;
    Ok(HttpResponse::Ok().json(found))
}

/// Active medications whose name, presentation, alias or code has every word of the text, accents forgiven.
///
/// # Errors
/// A database error.
pub fn suggest(connection: &mut PgConnection, text: &str, words: &Words) -> QueryResult<Vec<Suggestion>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = medications::table
        .filter(medications::active)
        .left_join(medication_routes::table)
        .group_by(medications::id)
        .order((medications::search.not_like(fold(starts_with(text))), medications::name_pt, medications::id))
        .limit(SUGGESTIONS)
        .select((
            Found::as_select(),
            sql::<Array<Text>>(
                "array_remove(array_agg(medication_routes.route_code order by medication_routes.position), null)",
            ),
        ))
        .into_boxed();
    for word in text.split_whitespace().take(WORDS) {
        query = query.filter(medications::search.like(fold(contains(word))));
    }
    let found: Vec<(Found, Vec<String>)> = query.load(connection)?;
    Ok(found.into_iter().map(|(found, routes)| found.suggestion(routes, words)).collect())
}

/// A LIKE pattern for text that has the word; the pattern's own signs mean themselves.
fn contains(word: &str) -> String {
    format!("%{}", starts_with(word))
}

/// A LIKE pattern for text that begins with the words: what they name comes first.
fn starts_with(words: &str) -> String {
    format!("{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

impl Found {
    fn suggestion(self, routes: Vec<String>, words: &Words) -> Suggestion {
        let name = words.pick(&self.name_pt, &self.name_en);
        let presentation = words.pick(&self.presentation_pt, &self.presentation_en);
        let label = medication_label(name, presentation, &self.code);
        Suggestion { label, unit: self.usual_unit_code, routes, antimicrobial: self.antimicrobial }
    }
}
