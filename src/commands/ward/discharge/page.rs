//! The discharge form's page: the patient, what will be stopped, and what is in the way.

use askama::Template;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::clock;
use crate::commands::free_beds::{Bed, current_bed};
use crate::commands::homonyms::homonyms_of;
use crate::commands::patient::Patient;
use crate::domain::discharge::Disposition;
use crate::domain::homonym::Homonym;
use crate::domain::stage::Stage;
use crate::page::chrome::Chrome;
use crate::schema::{admissions, medications, patients, prescription_items, prescriptions};

use super::form::DischargeForm;
use super::rejection::Rejection;

#[derive(Template)]
#[template(path = "ward/discharge.html")]
pub struct DischargePage {
    chrome: Chrome,
    patient: Patient,
    homonyms: Vec<Homonym>,
    stay: Option<Stay>,
    form: DischargeForm,
    rejection: Option<Rejection>,
}

/// The stay that ends, and what is open in it.
struct Stay {
    admission_id: i64,
    bed: Bed,
    lines: Vec<OpenLine>,
}

#[derive(Queryable)]
struct OpenLine {
    prescription_id: i64,
    stage: String,
    dose_quantity: Decimal,
    dose_unit_code: String,
    name_pt: String,
    name_en: String,
    presentation_pt: String,
    presentation_en: String,
}

impl DischargePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: DischargeForm,
        rejection: Option<Rejection>,
    ) -> QueryResult<Self> {
        let patient = patients::table.find(patient_id).select(Patient::as_select()).first(connection)?;
        let homonyms = homonyms_of(connection, patient_id)?;
        Ok(DischargePage { chrome, patient, homonyms, stay: stay(connection, patient_id)?, form, rejection })
    }

    fn dispositions(&self) -> [Disposition; 8] {
        Disposition::ALL
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let Some(Rejection::Fields(fields)) = &self.rejection else { return String::new() };
        let of_field = fields.iter().find(|(field, _)| field.code() == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}

impl Stay {
    /// How many lines have doses that are to come back (PH-9).
    fn to_return(&self) -> usize {
        self.lines.iter().filter(|line| line.has_doses_out()).count()
    }
}

impl OpenLine {
    fn has_doses_out(&self) -> bool {
        Stage::from_code(&self.stage).is_some_and(Stage::has_doses_out)
    }
}

fn stay(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<Stay>> {
    let admission_id = admissions::table
        .filter(admissions::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .select(admissions::id)
        .first(connection)
        .optional()?;
    match (admission_id, current_bed(connection, patient_id)?) {
        (Some(admission_id), Some(bed)) => {
            Ok(Some(Stay { admission_id, bed, lines: lines_under_way(connection, admission_id)? }))
        }
        _ => Ok(None),
    }
}

/// What is open, and what the ward has received and gives until its prescription ends.
fn lines_under_way(connection: &mut PgConnection, admission_id: i64) -> QueryResult<Vec<OpenLine>> {
    let given = prescription_items::stage.eq(Stage::Received.code()).and(prescriptions::valid_until.gt(clock::now()));
    prescription_items::table
        .inner_join(prescriptions::table)
        .inner_join(medications::table)
        .filter(prescriptions::admission_id.eq(admission_id))
        .filter(prescription_items::closed_at.is_null().or(given))
        .order((prescription_items::prescription_id, prescription_items::number))
        .select((
            prescription_items::prescription_id,
            prescription_items::stage,
            prescription_items::dose_quantity,
            prescription_items::dose_unit_code,
            medications::name_pt,
            medications::name_en,
            medications::presentation_pt,
            medications::presentation_en,
        ))
        .load(connection)
}
