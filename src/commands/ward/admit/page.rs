//! The admission form's page: who comes, and the beds that are free.

use askama::Template;
use chrono::NaiveDate;
use diesel::prelude::*;

use crate::commands::free_beds::{Bed, current_bed, free_beds};
use crate::domain::problem::Problem;
use crate::page::chrome::Chrome;
use crate::schema::patients;

use super::form::{AdmitForm, Wrong};

#[derive(Template)]
#[template(path = "ward/admit.html")]
pub struct AdmitPage {
    chrome: Chrome,
    patient: Patient,
    /// Where somebody lies who is admitted already.
    bed: Option<Bed>,
    free_beds: Vec<Bed>,
    form: AdmitForm,
    problems: Vec<Wrong>,
}

/// Who is admitted (ID-2).
#[derive(Queryable, Selectable)]
#[diesel(table_name = patients)]
struct Patient {
    id: i64,
    name: String,
    birth_date: NaiveDate,
    record_number: String,
    mother_name: String,
}

impl AdmitPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: AdmitForm,
        problems: Vec<Wrong>,
    ) -> QueryResult<Self> {
        let patient = patients::table.find(patient_id).select(Patient::as_select()).first(connection)?;
        let bed = current_bed(connection, patient_id)?;
        Ok(AdmitPage { chrome, patient, bed, free_beds: free_beds(connection)?, form, problems })
    }

    /// What is to be put right, which is nothing about somebody who is admitted already.
    fn errors(&self) -> Vec<&Wrong> {
        self.problems.iter().filter(|(_, problem)| *problem != Problem::AlreadyAdmitted).collect()
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let of_field = self.errors().into_iter().filter(|(field, _)| *field == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).collect::<Vec<_>>().join(" ")
    }
}
