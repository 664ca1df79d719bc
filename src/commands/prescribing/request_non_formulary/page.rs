//! Who it is asked for, and what the formulary had once.

use askama::Template;
use diesel::prelude::*;

use crate::commands::homonyms::homonyms_of;
use crate::commands::patient::Patient;
use crate::domain::homonym::Homonym;
use crate::domain::medication_label::medication_label;
use crate::domain::non_formulary::Problems;
use crate::page::chrome::Chrome;
use crate::schema::{admissions, medications, patients};

use super::form::RequestForm;

/// Rows that the field proposes at most.
const MOST: i64 = 300;

#[derive(Template)]
#[template(path = "prescribing/request_non_formulary.html")]
pub struct RequestPage {
    chrome: Chrome,
    patient: Patient,
    homonyms: Vec<Homonym>,
    /// Labels of medications that left the formulary.
    left: Vec<String>,
    form: RequestForm,
    problems: Problems,
}

impl RequestPage {
    /// `NotFound` without such a patient in the house.
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: RequestForm,
        problems: Problems,
    ) -> QueryResult<Self> {
        let patient = admissions::table
            .inner_join(patients::table)
            .filter(admissions::patient_id.eq(patient_id))
            .filter(admissions::discharged_at.is_null())
            .select(Patient::as_select())
            .first(connection)?;
        let homonyms = homonyms_of(connection, patient_id)?;
        let left = left(connection, &chrome)?;
        Ok(RequestPage { chrome, patient, homonyms, left, form, problems })
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let of_field = self.problems.iter().find(|(field, _)| field.code() == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}

fn left(connection: &mut PgConnection, chrome: &Chrome) -> QueryResult<Vec<String>> {
    let rows: Vec<(String, String, String, String, String)> = medications::table
        .filter(medications::active.eq(false))
        .order((medications::name_pt, medications::code))
        .limit(MOST)
        .select((
            medications::code,
            medications::name_pt,
            medications::name_en,
            medications::presentation_pt,
            medications::presentation_en,
        ))
        .load(connection)?;
    let l = &chrome.l;
    let label =
        |(code, name_pt, name_en, presentation_pt, presentation_en): (String, String, String, String, String)| {
            medication_label(l.pick(&name_pt, &name_en), l.pick(&presentation_pt, &presentation_en), &code)
        };
    Ok(rows.into_iter().map(label).collect())
}
