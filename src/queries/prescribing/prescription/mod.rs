//! Prescription: as a page, and as one document.

mod beside;
mod document;
pub mod paper;
mod quantities;
mod records;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::clock;
use crate::domain::form_key::FormKey;
use crate::domain::role::Role;
use crate::domain::stage::{Move, Stage};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::look_alike_names::write_tall;
use crate::queries::prescribing::verbal_orders::VerbalOrder;
use crate::read_model::as_of::{AsOf, as_of};

use beside::{Beside, Earlier, ItemQuery, Refusal, Suspension, beside};
pub use document::document;
use records::{Line, Prescription, read};

#[derive(Template)]
#[template(path = "prescribing/prescription.html")]
struct PrescriptionPage {
    chrome: Chrome,
    prescription: Prescription,
    lines: Vec<Line>,
    beside: Beside,
    as_of: AsOf,
}

impl PrescriptionPage {
    fn suspension(&self, line: &Line) -> Option<&Suspension> {
        self.beside.suspensions.iter().find(|suspension| suspension.item_id == line.item_id)
    }

    fn refusal(&self, line: &Line) -> Option<&Refusal> {
        self.beside.refusals.iter().find(|refusal| refusal.item_id == line.item_id)
    }

    /// What an item follows, as far as it says something else.
    fn earlier(&self, line: &Line) -> Option<&Earlier> {
        self.beside.earlier.iter().find(|earlier| earlier.item_id == line.item_id)
    }

    /// A doctor may keep what he or she signed as a favourite.
    fn is_own(&self) -> bool {
        let doctor_id = self.chrome.user.as_ref().and_then(|user| user.doctor_id);
        doctor_id == Some(self.prescription.doctor_id)
    }

    /// Each button is a form of its own.
    fn fresh_key(&self) -> String {
        FormKey::fresh().to_string()
    }

    /// Question by question.
    fn queries<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = &'a ItemQuery> {
        self.beside.queries.iter().filter(|query| query.item_id == line.item_id)
    }

    /// What this reader may do about a line: the last word of the form's URL.
    fn may_discuss(&self, line: &Line) -> Option<&'static str> {
        let stage = Stage::from_code(&line.stage)?;
        match self.chrome.user.as_ref()?.role {
            Role::Pharmacist => stage.after(Move::Query).map(|_| "query"),
            Role::Doctor => stage.after(Move::Answer).map(|_| "answer"),
            Role::Nurse | Role::Administrator => None,
        }
    }

    fn may_refuse(&self, line: &Line) -> bool {
        let is_pharmacist = self.chrome.user.as_ref().is_some_and(|user| user.role == Role::Pharmacist);
        is_pharmacist && Stage::from_code(&line.stage).is_some_and(|stage| stage.after(Move::Refuse).is_some())
    }

    /// Only who gave an order by voice countersigns it (VAL-5).
    fn may_countersign(&self, order: &VerbalOrder) -> bool {
        let doctor_id = self.chrome.user.as_ref().and_then(|user| user.doctor_id);
        order.countersigned_at.is_none() && doctor_id == Some(order.doctor_id)
    }

    fn controlled(&self, line: &Line) -> Vec<String> {
        self.beside.controlled.details(&self.prescription, line, &self.chrome.l)
    }

    /// What a pharmacist's form says of a line that is supplied as asked, once some of it was (TIME-4).
    fn supplied_as_asked(&self, line: &Line) -> Option<String> {
        let is_pharmacist = self.chrome.user.as_ref().is_some_and(|user| user.role == Role::Pharmacist);
        let again = Stage::from_code(&line.stage)
            .filter(|stage| *stage != Stage::Verified && stage.after(Move::Separate).is_some())
            .filter(|_| is_pharmacist && line.contents.as_needed.is_some())
            .filter(|_| self.prescription.valid_until > clock::now());
        again.map(|stage| format!("{}/{}:{}", self.prescription.id, line.item_number, stage.code()))
    }

    /// A doctor may stop what is still open, and what the ward has received and still gives.
    fn may_suspend(&self) -> bool {
        let is_valid = self.prescription.valid_until > clock::now();
        let is_doctor = self.chrome.user.as_ref().is_some_and(|user| user.doctor_id.is_some());
        is_doctor
            && self
                .lines
                .iter()
                .any(|line| line.closed_at.is_none() || line.stage == Stage::Received.code() && is_valid)
    }
}

/// One prescription with its items and their stages.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a prescription.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (prescription, lines, beside, as_of) = app
        .read(move |connection| {
            let (prescription, mut lines) = read(connection, id)?;
            write_tall(
                connection,
                lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
            )?;
            let beside = beside(connection, id, prescription.patient_id)?;
            Ok((prescription, lines, beside, as_of(connection)?))
        })
        .await?;
    render(&PrescriptionPage { chrome, prescription, lines, beside, as_of })
}
