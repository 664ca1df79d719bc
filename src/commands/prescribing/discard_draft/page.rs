//! What is to be discarded, for whom, and by whom it was written.

use askama::Template;
use diesel::prelude::*;

use crate::auth::user::Doctor;
use crate::commands::homonyms::homonyms_of;
use crate::commands::patient::Patient;
use crate::commands::prescribing::supervision::{Decided, Draft, decided, draft_to_sign};
use crate::domain::homonym::Homonym;
use crate::domain::problem::Problem;
use crate::page::chrome::Chrome;
use crate::schema::{doctors, patients, prescription_drafts};

use super::form::DiscardForm;

#[derive(Template)]
#[template(path = "prescribing/discard_draft.html")]
pub struct DiscardDraftPage {
    chrome: Chrome,
    draft: Draft,
    author: String,
    medications: (Vec<String>, Vec<String>),
    /// What it only stops.
    stops: (Vec<String>, Vec<String>),
    patient: Patient,
    homonyms: Vec<Homonym>,
    decided: Option<Decided>,
    form: DiscardForm,
    problem: Option<Problem>,
}

impl DiscardDraftPage {
    /// `NotFound` for a draft that this doctor may not decide on.
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        doctor: &Doctor,
        draft_id: i64,
        form: DiscardForm,
        problem: Option<Problem>,
    ) -> QueryResult<Self> {
        let draft = draft_to_sign(connection, doctor.doctor_id, draft_id)?;
        let author = doctors::table.find(draft.drafted_by).select(doctors::name).first(connection)?;
        let (medications, stops) = prescription_drafts::table
            .find(draft_id)
            .select((
                (prescription_drafts::medications_pt, prescription_drafts::medications_en),
                (prescription_drafts::stops_pt, prescription_drafts::stops_en),
            ))
            .first(connection)?;
        let patient = patients::table.find(draft.patient_id).select(Patient::as_select()).first(connection)?;
        let homonyms = homonyms_of(connection, patient.id)?;
        let decided = decided(connection, &draft)?;
        Ok(DiscardDraftPage { chrome, draft, author, medications, stops, patient, homonyms, decided, form, problem })
    }

    fn error(&self) -> String {
        let of_reason = self.problem.as_ref().filter(|problem| **problem != Problem::AlreadyDecided);
        of_reason.map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}
