//! The review's page: what was overridden, for whom, by whom and why.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::commands::homonyms::homonyms_of;
use crate::commands::patient::Patient;
use crate::domain::homonym::Homonym;
use crate::domain::problem::Problem;
use crate::domain::role::Role;
use crate::page::chrome::Chrome;
use crate::schema::{admissions, beds, doctors, patients, prescription_alerts, prescriptions, users};

use super::form::ReviewForm;

#[derive(Template)]
#[template(path = "pharmacy/review_override.html")]
pub struct ReviewOverridePage {
    chrome: Chrome,
    id: i64,
    found: Override,
    patient: Patient,
    homonyms: Vec<Homonym>,
    prescriber: Prescriber,
    reviewer: Option<String>,
    form: ReviewForm,
    problem: Option<Problem>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_alerts)]
struct Override {
    prescription_id: i64,
    rule: String,
    severity: String,
    what_pt: String,
    what_en: String,
    source: String,
    reason: Option<String>,
    reviewed_by: Option<i64>,
    reviewed_at: Option<DateTime<Utc>>,
    review_note: String,
}

#[derive(Queryable)]
struct Prescriber {
    prescribed_at: DateTime<Utc>,
    bed_code: String,
    name: String,
    council: String,
    state: String,
    number: String,
}

impl ReviewOverridePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        id: i64,
        form: ReviewForm,
        problem: Option<Problem>,
    ) -> QueryResult<Self> {
        let found: Override = prescription_alerts::table
            .find(id)
            .filter(prescription_alerts::severity.eq("stop"))
            .select(Override::as_select())
            .first(connection)?;
        let patient: Patient = prescriptions::table
            .find(found.prescription_id)
            .inner_join(patients::table)
            .select(Patient::as_select())
            .first(connection)?;
        let prescriber = prescriber(connection, found.prescription_id)?;
        let reviewer = found.reviewed_by.map(|user| users::table.find(user).select(users::name).first(connection));
        let reviewer = reviewer.transpose()?;
        let homonyms = homonyms_of(connection, patient.id)?;
        Ok(ReviewOverridePage { chrome, id, found, patient, homonyms, prescriber, reviewer, form, problem })
    }

    /// Patients' pages are for clinicians.
    fn may_open_patients(&self) -> bool {
        self.chrome.user.as_ref().is_some_and(|user| user.role != Role::Administrator)
    }

    /// What is wrong with the note; empty when nothing is.
    fn error(&self) -> String {
        self.problem.as_ref().map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}

fn prescriber(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Prescriber> {
    prescriptions::table
        .find(prescription_id)
        .inner_join(doctors::table)
        .inner_join(admissions::table.on(admissions::id.eq(prescriptions::admission_id)))
        .inner_join(beds::table.on(beds::id.eq(admissions::bed_id)))
        .select((
            prescriptions::prescribed_at,
            beds::code,
            doctors::name,
            doctors::council,
            doctors::registration_state,
            doctors::registration_number,
        ))
        .first(connection)
}
