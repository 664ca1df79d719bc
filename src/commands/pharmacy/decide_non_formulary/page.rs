//! What was asked for whom and why, and how far it is.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::commands::homonyms::homonyms_of;
use crate::commands::patient::Patient;
use crate::domain::homonym::Homonym;
use crate::domain::medication_label::{medication_code, medication_label};
use crate::domain::non_formulary::Problems;
use crate::domain::role::Role;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::schema::{doctors, medications, non_formulary_requests, patients, users};

use super::form::DecideForm;

#[derive(Template)]
#[template(path = "pharmacy/decide_non_formulary.html")]
pub struct DecidePage {
    chrome: Chrome,
    request: Request,
    /// What is asked for: a row by its name, or the doctor's words.
    asked: String,
    requester: String,
    chief: Option<String>,
    acknowledger: Option<String>,
    patient: Patient,
    homonyms: Vec<Homonym>,
    form: DecideForm,
    problems: Problems,
    is_pharmacist: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = non_formulary_requests)]
struct Request {
    id: i64,
    patient_id: i64,
    requested_by: i64,
    requested_at: DateTime<Utc>,
    described: String,
    medication_id: Option<i64>,
    justification: String,
    approved: Option<bool>,
    decided_by: Option<i64>,
    refusal_reason: Option<String>,
    acknowledged_by: Option<i64>,
}

impl DecidePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        id: i64,
        mut form: DecideForm,
        problems: Problems,
    ) -> QueryResult<Self> {
        let request = non_formulary_requests::table.find(id).select(Request::as_select()).first(connection)?;
        let patient = patients::table.find(request.patient_id).select(Patient::as_select()).first(connection)?;
        let doctor =
            |connection: &mut PgConnection, id| doctors::table.find(id).select(doctors::name).first(connection);
        let requester = doctor(connection, request.requested_by)?;
        let chief = request.decided_by.map(|id| doctor(connection, id)).transpose()?;
        let user = request.acknowledged_by.map(|id| users::table.find(id).select(users::name).first(connection));
        let acknowledger = user.transpose()?;
        let homonyms = homonyms_of(connection, patient.id)?;
        let is_pharmacist = chrome.user.as_ref().is_some_and(|user| user.role == Role::Pharmacist);
        let label = label(connection, &chrome.l, &request)?;
        if let (Some((_, label)), true) = (&label, form.medication.is_empty()) {
            form.medication.clone_from(label);
        }
        let named = label.filter(|(code, _)| code == medication_code(&request.described));
        let asked = named.map_or_else(|| request.described.clone(), |(_, label)| label);
        Ok(DecidePage {
            chrome,
            request,
            asked,
            requester,
            chief,
            acknowledger,
            patient,
            homonyms,
            form,
            problems,
            is_pharmacist,
        })
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let of_field = self.problems.iter().find(|(field, _)| field.code() == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).unwrap_or_default()
    }

    /// The chief decides once, and then the pharmacy says its word once.
    fn may_answer(&self) -> bool {
        if self.is_pharmacist {
            self.acknowledger.is_none() && self.request.approved == Some(true)
        } else {
            self.request.approved.is_none()
        }
    }
}

/// The row that is asked for or acknowledged, as a field takes it.
fn label(connection: &mut PgConnection, words: &Words, request: &Request) -> QueryResult<Option<(String, String)>> {
    let Some(id) = request.medication_id else { return Ok(None) };
    let (code, name, presentation): (String, (String, String), (String, String)) = medications::table
        .find(id)
        .select((
            medications::code,
            (medications::name_pt, medications::name_en),
            (medications::presentation_pt, medications::presentation_en),
        ))
        .first(connection)?;
    let (name, presentation) = (words.pick(&name.0, &name.1), words.pick(&presentation.0, &presentation.1));
    let label = medication_label(name, presentation, &code);
    Ok(Some((code, label)))
}
