//! The measurement form's page: the patient, what is on record, and what is in the way or doubtful.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::commands::homonyms::homonyms_of;
use crate::commands::measurements::{latest_height, latest_weight};
use crate::commands::patient::Patient;
use crate::domain::homonym::Homonym;
use crate::page::chrome::Chrome;
use crate::schema::patients;

use super::form::MeasurementForm;
use super::rejection::Rejection;

#[derive(Template)]
#[template(path = "ward/record_measurements.html")]
pub struct RecordMeasurementsPage {
    chrome: Chrome,
    patient: Patient,
    homonyms: Vec<Homonym>,
    weight: Option<(Decimal, DateTime<Utc>)>,
    height: Option<(Decimal, DateTime<Utc>)>,
    form: MeasurementForm,
    rejection: Rejection,
}

impl RecordMeasurementsPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: MeasurementForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        let patient = patients::table.find(patient_id).select(Patient::as_select()).first(connection)?;
        let (weight, height) = (latest_weight(connection, patient_id)?, latest_height(connection, patient_id)?);
        let homonyms = homonyms_of(connection, patient_id)?;
        Ok(RecordMeasurementsPage { chrome, patient, homonyms, weight, height, form, rejection })
    }

    /// What is wrong with a field, or doubtful; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let all = self.rejection.fields.iter().chain(&self.rejection.doubts);
        let of_field = all.filter(|(field, _)| field.code() == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).collect::<Vec<_>>().join(" ")
    }
}
