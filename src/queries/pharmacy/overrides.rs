//! Overrides: the hard stops that doctors overrode, first those that nobody has reviewed yet.

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::clock;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::read_model::tables::overrides;

/// How long what was reviewed is still listed.
const LISTED: TimeDelta = TimeDelta::days(30);
/// Overrides shown at most.
const MOST: i64 = 300;

#[derive(Queryable, Selectable)]
#[diesel(table_name = overrides)]
struct Override {
    id: i64,
    prescription_id: i64,
    rule: String,
    severity: String,
    what_pt: String,
    what_en: String,
    source: String,
    reason: String,
    prescribed_at: DateTime<Utc>,
    doctor_name: String,
    registration: String,
    patient_id: i64,
    patient_name: String,
    record_number: String,
    bed_code: String,
    birth_date: NaiveDate,
    reviewed_at: Option<DateTime<Utc>>,
    reviewer_name: Option<String>,
    review_note: String,
}

#[derive(Template)]
#[template(path = "pharmacy/overrides.html")]
struct OverridesPage {
    chrome: Chrome,
    unreviewed: i64,
    overrides: Vec<Override>,
    homonyms: HashSet<i64>,
    /// Patients' pages are for clinicians.
    may_open_patients: bool,
}

/// Those of the last 30 days, newest first; what nobody has reviewed stands first, and stays until somebody does.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let (unreviewed, overrides, homonyms) = app
        .read(move |connection| {
            let overrides = listed(connection, clock::now() - LISTED)?;
            let homonyms = with_homonyms(connection, overrides.iter().map(|found| found.patient_id))?;
            Ok((unreviewed(connection)?, overrides, homonyms))
        })
        .await?;
    let may_open_patients = chrome.user.as_ref().is_some_and(|user| user.role != Role::Administrator);
    render(&OverridesPage { chrome, unreviewed, overrides, homonyms, may_open_patients })
}

/// How many nobody has reviewed.
///
/// # Errors
/// A database error.
pub fn unreviewed(connection: &mut PgConnection) -> QueryResult<i64> {
    overrides::table.filter(overrides::reviewed_at.is_null()).count().get_result(connection)
}

fn listed(connection: &mut PgConnection, since: DateTime<Utc>) -> QueryResult<Vec<Override>> {
    overrides::table
        .filter(overrides::reviewed_at.is_null().or(overrides::prescribed_at.ge(since)))
        .order((overrides::reviewed_at.is_not_null(), overrides::prescribed_at.desc(), overrides::id.desc()))
        .limit(MOST)
        .select(Override::as_select())
        .load(connection)
}
