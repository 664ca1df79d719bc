//! Medications outside the formulary: what was asked for, and how far each request is (WHO-4).

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::app::App;
use crate::auth::user::User;
use crate::domain::medication_label::{medication_code, medication_label};
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::read_model::tables::{chiefs, non_formulary_requests};

/// Requests shown at most.
const MOST: i64 = 300;

#[derive(Queryable, Selectable)]
#[diesel(table_name = non_formulary_requests)]
struct Request {
    id: i64,
    requested_by: i64,
    requested_at: DateTime<Utc>,
    requester_name: String,
    registration: String,
    described: String,
    medication_code: Option<String>,
    medication_name_pt: Option<String>,
    medication_name_en: Option<String>,
    presentation_pt: Option<String>,
    presentation_en: Option<String>,
    justification: String,
    approved: Option<bool>,
    chief_name: Option<String>,
    refusal_reason: Option<String>,
    acknowledger_name: Option<String>,
    patient_id: i64,
    patient_name: String,
    record_number: String,
    birth_date: NaiveDate,
    bed_code: String,
}

#[derive(Template)]
#[template(path = "pharmacy/non_formulary.html")]
struct NonFormularyPage {
    chrome: Chrome,
    requests: Vec<Request>,
    homonyms: HashSet<i64>,
    /// The doctor, where a chief reads it.
    chief: Option<i64>,
    is_pharmacist: bool,
}

/// All requests for patients in the house, the newest first.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, user: User, chrome: Chrome) -> AppResult<HttpResponse> {
    let is_pharmacist = user.role == Role::Pharmacist;
    let (requests, homonyms, chief) = app
        .read(move |connection| {
            let requests: Vec<Request> = non_formulary_requests::table
                .order((non_formulary_requests::requested_at.desc(), non_formulary_requests::id.desc()))
                .limit(MOST)
                .select(Request::as_select())
                .load(connection)?;
            let homonyms = with_homonyms(connection, requests.iter().map(|request| request.patient_id))?;
            let doctor_id = user.doctor_id.unwrap_or_default();
            let is_chief = is_chief(connection, doctor_id)?;
            Ok((requests, homonyms, is_chief.then_some(doctor_id)))
        })
        .await?;
    render(&NonFormularyPage { chrome, requests, homonyms, chief, is_pharmacist })
}

fn is_chief(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<bool> {
    diesel::select(exists(chiefs::table.filter(chiefs::id.eq(doctor_id)))).get_result(connection)
}

/// How many requests wait for this chief; None of any other doctor.
///
/// # Errors
/// A database error.
pub fn to_decide(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<Option<i64>> {
    if !is_chief(connection, doctor_id)? {
        return Ok(None);
    }
    let waiting = non_formulary_requests::table
        .filter(non_formulary_requests::approved.is_null())
        .filter(non_formulary_requests::requested_by.ne(doctor_id));
    waiting.count().get_result(connection).map(Some)
}

/// How many requests wait for the pharmacy's word.
///
/// # Errors
/// A database error.
pub fn to_acknowledge(connection: &mut PgConnection) -> QueryResult<i64> {
    non_formulary_requests::table
        .filter(non_formulary_requests::acknowledged_at.is_null())
        .filter(non_formulary_requests::approved.is_null().or(non_formulary_requests::approved.assume_not_null()))
        .count()
        .get_result(connection)
}

impl Request {
    /// As the prescribing form's field takes it.
    fn label(&self, words: &Words) -> Option<String> {
        let code = self.medication_code.as_ref()?;
        let name = words.pick_some(&self.medication_name_pt, &self.medication_name_en);
        let presentation = words.pick_some(&self.presentation_pt, &self.presentation_en);
        Some(medication_label(name, presentation, code))
    }

    /// A row of the formulary by its name, even where the doctor typed its code; anything else in the doctor's words.
    fn asked(&self, words: &Words) -> String {
        let named = self.medication_code.as_deref() == Some(medication_code(&self.described));
        self.label(words).filter(|_| named).unwrap_or_else(|| self.described.clone())
    }

    fn is_prescribable(&self) -> bool {
        self.approved == Some(true) && self.acknowledger_name.is_some()
    }
}

impl NonFormularyPage {
    /// A chief decides on what others asked for.
    fn may_decide(&self, request: &Request) -> bool {
        request.approved.is_none() && self.chief.is_some_and(|chief| chief != request.requested_by)
    }

    fn may_acknowledge(&self, request: &Request) -> bool {
        self.is_pharmacist && request.acknowledger_name.is_none() && request.approved != Some(false)
    }
}
