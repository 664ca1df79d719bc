//! The allergy form's page: who the patient is, the record as typed, and what is in the way.

use std::rc::Rc;

use askama::Template;
use chrono::NaiveDate;
use diesel::prelude::*;

use crate::commands::homonyms::homonyms_of;
use crate::domain::allergy::{Allergy, AllergyField, AllergyStatus};
use crate::domain::homonym::Homonym;
use crate::page::chrome::Chrome;
use crate::schema::{allergies, patients};

use super::form::AllergyForm;
use super::rejection::Rejection;

#[derive(Template)]
#[template(path = "ward/record_allergies.html")]
pub struct RecordAllergiesPage {
    chrome: Chrome,
    patient: Patient,
    homonyms: Vec<Homonym>,
    form: AllergyForm,
    rejection: Rejection,
}

/// Who the record is about, and what it says now (ID-2, PRE-2).
#[derive(Queryable, Selectable)]
#[diesel(table_name = patients)]
struct Patient {
    id: i64,
    name: String,
    birth_date: NaiveDate,
    record_number: String,
    allergy_status: Option<String>,
    allergies_version: i32,
}

/// An error as the summary on top links it.
struct SummaryLine {
    href: String,
    text: String,
}

impl RecordAllergiesPage {
    /// `form` is None for a newly opened one.
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: Option<AllergyForm>,
        mut rejection: Rejection,
    ) -> QueryResult<Self> {
        let patient: Patient = patients::table.find(patient_id).select(Patient::as_select()).first(connection)?;
        let recorded = recorded_allergies(connection, patient_id)?;
        let version = patient.allergies_version;
        let form = match form {
            None => AllergyForm::of(patient.allergy_status.clone(), recorded.clone(), version),
            Some(form) if rejection.is_stale() => form.reopened(version),
            Some(form) => form,
        };
        if rejection.is_stale() {
            let substances: Vec<String> = recorded.into_iter().map(|allergy| allergy.substance).collect();
            rejection.recorded_now = Some(chrome.l.allergies(&patient.allergy_status, &substances));
        }
        let homonyms = homonyms_of(connection, patient_id)?;
        Ok(RecordAllergiesPage { chrome, patient, homonyms, form, rejection })
    }

    fn statuses(&self) -> [AllergyStatus; 3] {
        AllergyStatus::ALL
    }

    fn is_chosen(&self, status: &AllergyStatus) -> bool {
        self.form.status == status.code()
    }

    /// All errors, in the order of the form, to be linked from the top of the page.
    fn summary(&self) -> Vec<SummaryLine> {
        let line = |(field, problem): &(AllergyField, _)| {
            let (id, row) = match field {
                AllergyField::Status => ("status-known".to_owned(), None),
                AllergyField::Substance(place) => (format!("substance-{place}"), Some(place)),
                AllergyField::Reaction(place) => (format!("reaction-{place}"), Some(place)),
                AllergyField::Reason => ("reason".to_owned(), None),
            };
            let row = row.map(|place| format!("{}: ", self.row_name(place))).unwrap_or_default();
            SummaryLine { href: format!("#{id}"), text: row + &self.chrome.l.problem(problem) }
        };
        self.rejection.fields.iter().map(line).collect()
    }

    /// `Allergy 1`, for the row at a place from 0.
    fn row_name(&self, place: &usize) -> String {
        self.chrome.l.with("allergy-n", "n", &(place + 1).to_string())
    }

    fn label(&self, key: &str, place: &usize) -> String {
        let field: Rc<str> = self.chrome.l.t(key);
        format!("{}: {field}", self.row_name(place))
    }

    /// Something could be taken out.
    fn has_recorded(&self) -> bool {
        self.patient.allergy_status.as_deref() == Some(AllergyStatus::Known.code())
    }

    fn reason_error(&self) -> String {
        self.error(AllergyField::Reason)
    }

    fn status_error(&self) -> String {
        self.error(AllergyField::Status)
    }

    fn substance_error(&self, place: &usize) -> String {
        self.error(AllergyField::Substance(*place))
    }

    fn reaction_error(&self, place: &usize) -> String {
        self.error(AllergyField::Reaction(*place))
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, of: AllergyField) -> String {
        let texts = self.rejection.fields.iter().filter(|(field, _)| *field == of);
        texts.map(|(_, problem)| self.chrome.l.problem(problem)).collect::<Vec<_>>().join(" ")
    }
}

/// What is recorded now, by substance.
pub fn recorded_allergies(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Vec<Allergy>> {
    let rows: Vec<(String, String)> = allergies::table
        .filter(allergies::patient_id.eq(patient_id))
        .order(allergies::substance)
        .select((allergies::substance, allergies::reaction))
        .load(connection)?;
    Ok(rows.into_iter().map(|(substance, reaction)| Allergy { substance, reaction }).collect())
}
