//! Patients: finding one by name, record number or ward.

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::search::{fold, patterns};
use crate::read_model::tables::patients;

/// Patients shown at once; more than these need a better search.
const MOST: i64 = 50;

#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = patients)]
struct Row {
    id: i64,
    record_number: String,
    name: String,
    birth_date: NaiveDate,
    allergy_status: Option<String>,
    allergies: Vec<String>,
    ward_name_pt: Option<String>,
    ward_name_en: Option<String>,
    bed_code: Option<String>,
}

#[derive(Template)]
#[template(path = "prescribing/patients.html")]
struct PatientsPage {
    chrome: Chrome,
    q: String,
    patients: Vec<Row>,
    homonyms: HashSet<i64>,
    more: bool,
    may_register: bool,
}

/// Admitted patients, or any whose name, record number, ward or bed has every word of the search.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, search: Query<Search>) -> AppResult<HttpResponse> {
    let q = search.into_inner().q.trim().to_owned();
    let text = q.clone();
    let (mut patients, homonyms) = app
        .read(move |connection| {
            let patients = found(connection, &text)?;
            let homonyms = with_homonyms(connection, patients.iter().map(|patient| patient.id))?;
            Ok((patients, homonyms))
        })
        .await?;
    let more = patients.len() > MOST.unsigned_abs() as usize;
    patients.truncate(MOST.unsigned_abs() as usize);
    let may_register = matches!(chrome.user.as_ref().map(|user| user.role), Some(Role::Doctor | Role::Nurse));
    render(&PatientsPage { chrome, q, patients, homonyms, more, may_register })
}

fn found(connection: &mut PgConnection, text: &str) -> QueryResult<Vec<Row>> {
    let mut query = patients::table
        .select(Row::as_select())
        .order((patients::ward_id.is_null(), fold(patients::name), patients::id))
        .limit(MOST + 1)
        .into_boxed();
    if text.is_empty() {
        query = query.filter(patients::ward_id.is_not_null());
    }
    for pattern in patterns(text) {
        query = query.filter(patients::search.like(fold(pattern)));
    }
    query.load(connection)
}
