//! The page of a cancellation: whose prescription it is, and what is in the way.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::commands::patient::Patient;
use crate::page::chrome::Chrome;
use crate::schema::{discharge_prescriptions, patients};

use super::form::{CancelForm, Rejection};

#[derive(Template)]
#[template(path = "prescribing/cancel_discharge.html")]
pub struct CancelDischargePage {
    chrome: Chrome,
    prescription_id: i64,
    cancelled_at: Option<DateTime<Utc>>,
    patient: Patient,
    form: CancelForm,
    rejection: Option<Rejection>,
}

impl CancelDischargePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        prescription_id: i64,
        form: CancelForm,
        rejection: Option<Rejection>,
    ) -> QueryResult<Self> {
        let (cancelled_at, patient) = discharge_prescriptions::table
            .inner_join(patients::table)
            .filter(discharge_prescriptions::id.eq(prescription_id))
            .select((discharge_prescriptions::cancelled_at, Patient::as_select()))
            .first(connection)?;
        Ok(CancelDischargePage { chrome, prescription_id, cancelled_at, patient, form, rejection })
    }

    fn is_stale(&self) -> bool {
        matches!(self.rejection, Some(Rejection::Already(_)))
    }

    /// What is wrong with the reason; empty when nothing is.
    fn error(&self) -> String {
        match &self.rejection {
            Some(Rejection::Reason(problem)) => self.chrome.l.problem(problem),
            _ => String::new(),
        }
    }
}
