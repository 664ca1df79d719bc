//! The transfer form's page: the patient, where they lie, and the beds that are free.

use askama::Template;
use diesel::prelude::*;

use crate::commands::free_beds::{Bed, current_bed, free_beds};
use crate::commands::homonyms::homonyms_of;
use crate::commands::patient::Patient;
use crate::domain::homonym::Homonym;
use crate::page::chrome::Chrome;
use crate::schema::patients;

use super::form::{Rejection, TransferForm};

#[derive(Template)]
#[template(path = "ward/transfer.html")]
pub struct TransferPage {
    chrome: Chrome,
    patient: Patient,
    homonyms: Vec<Homonym>,
    /// None for a patient who is not admitted.
    bed: Option<Bed>,
    free_beds: Vec<Bed>,
    form: TransferForm,
    rejection: Option<Rejection>,
}

impl TransferPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: TransferForm,
        rejection: Option<Rejection>,
    ) -> QueryResult<Self> {
        let patient = patients::table.find(patient_id).select(Patient::as_select()).first(connection)?;
        let bed = current_bed(connection, patient_id)?;
        let homonyms = homonyms_of(connection, patient_id)?;
        Ok(TransferPage { chrome, patient, homonyms, bed, free_beds: free_beds(connection)?, form, rejection })
    }

    fn has_moved(&self) -> bool {
        matches!(self.rejection, Some(Rejection::Moved))
    }

    /// What is wrong with the chosen bed; empty when nothing is.
    fn bed_error(&self) -> String {
        match &self.rejection {
            Some(Rejection::Bed(problem)) => self.chrome.l.problem(problem),
            Some(Rejection::Moved) | None => String::new(),
        }
    }
}
