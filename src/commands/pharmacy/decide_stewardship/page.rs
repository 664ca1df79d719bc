//! The decision's page: what was asked for whom, and what was decided already.

use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::commands::homonyms::homonyms_of;
use crate::commands::patient::Patient;
use crate::domain::homonym::Homonym;
use crate::domain::problem::Problem;
use crate::domain::stewardship::DecisionField;
use crate::page::chrome::Chrome;
use crate::schema::{
    admissions, beds, doctors, medications, patients, prescription_items, prescriptions, stewardship_requests, users,
};

use super::form::DecisionForm;

#[derive(Template)]
#[template(path = "pharmacy/decide_stewardship.html")]
pub struct DecideStewardshipPage {
    chrome: Chrome,
    request: Request,
    medication: (String, String),
    patient: Patient,
    bed_code: String,
    homonyms: Vec<Homonym>,
    prescriber: Prescriber,
    indication: Option<String>,
    decided_by: Option<String>,
    form: DecisionForm,
    problem: Option<(DecisionField, Problem)>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = stewardship_requests)]
struct Request {
    id: i64,
    admission_id: i64,
    medication_id: i64,
    prescription_id: i64,
    requested_at: DateTime<Utc>,
    released_until: DateTime<Utc>,
    status: String,
    decided_by: Option<i64>,
    decided_at: Option<DateTime<Utc>>,
    approved_until: Option<DateTime<Utc>>,
    proposal: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = doctors)]
struct Prescriber {
    name: String,
    council: String,
    registration_state: String,
    registration_number: String,
}

impl DecideStewardshipPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        id: i64,
        form: DecisionForm,
        problem: Option<(DecisionField, Problem)>,
    ) -> QueryResult<Self> {
        let request = stewardship_requests::table.find(id).select(Request::as_select()).first(connection)?;
        let (patient, bed_code) = admissions::table
            .find(request.admission_id)
            .inner_join(patients::table)
            .inner_join(beds::table)
            .select((Patient::as_select(), beds::code))
            .first(connection)?;
        let medication = medications::table
            .find(request.medication_id)
            .select((medications::name_pt, medications::name_en))
            .first(connection)?;
        let prescriber = prescriptions::table
            .find(request.prescription_id)
            .inner_join(doctors::table)
            .select(Prescriber::as_select())
            .first(connection)?;
        let indication = indication(connection, &request)?;
        let decided_by = request.decided_by.map(|user| users::table.find(user).select(users::name).first(connection));
        let decided_by = decided_by.transpose()?;
        let homonyms = homonyms_of(connection, patient.id)?;
        Ok(DecideStewardshipPage {
            chrome,
            request,
            medication,
            patient,
            bed_code,
            homonyms,
            prescriber,
            indication,
            decided_by,
            form,
            problem,
        })
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let of_field = self.problem.as_ref().filter(|(field, _)| field.code() == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).unwrap_or_default()
    }

    /// The last day of an approval that ends at a moment.
    fn last_day(&self, until: &DateTime<Utc>) -> String {
        self.chrome.l.date_of(&(*until - TimeDelta::minutes(1)))
    }
}

fn indication(connection: &mut PgConnection, request: &Request) -> QueryResult<Option<String>> {
    prescription_items::table
        .filter(prescription_items::prescription_id.eq(request.prescription_id))
        .filter(prescription_items::medication_id.eq(request.medication_id))
        .order(prescription_items::number)
        .select(prescription_items::indication)
        .first(connection)
}
