//! Stewardship: restricted antimicrobials that wait for a decision, those that are released shortest first (WHO-3).

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::clock;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::stewardship_requests;

/// Requests shown at most.
const MOST: i64 = 300;

#[derive(Queryable, Selectable)]
#[diesel(table_name = stewardship_requests)]
struct Request {
    id: i64,
    prescription_id: i64,
    requested_at: DateTime<Utc>,
    released_until: DateTime<Utc>,
    patient_id: i64,
    patient_name: String,
    record_number: String,
    birth_date: NaiveDate,
    bed_code: String,
    ward_name_pt: String,
    ward_name_en: String,
    medication_name_pt: String,
    medication_name_en: String,
    doctor_name: String,
    registration: String,
    indication: Option<String>,
}

#[derive(Template)]
#[template(path = "pharmacy/stewardship.html")]
struct StewardshipPage {
    chrome: Chrome,
    waiting: i64,
    requests: Vec<Request>,
    homonyms: HashSet<i64>,
    now: DateTime<Utc>,
}

/// What waits for a decision.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let (waiting, requests, homonyms) = app
        .read(move |connection| {
            let mut requests = pending(connection)?;
            let names =
                requests.iter_mut().flat_map(|found| [&mut found.medication_name_pt, &mut found.medication_name_en]);
            write_tall(connection, names)?;
            let homonyms = with_homonyms(connection, requests.iter().map(|found| found.patient_id))?;
            Ok((waiting(connection)?, requests, homonyms))
        })
        .await?;
    render(&StewardshipPage { chrome, waiting, requests, homonyms, now: clock::now() })
}

/// How many wait.
///
/// # Errors
/// A database error.
pub fn waiting(connection: &mut PgConnection) -> QueryResult<i64> {
    stewardship_requests::table.count().get_result(connection)
}

fn pending(connection: &mut PgConnection) -> QueryResult<Vec<Request>> {
    stewardship_requests::table
        .order((stewardship_requests::released_until, stewardship_requests::id))
        .limit(MOST)
        .select(Request::as_select())
        .load(connection)
}
