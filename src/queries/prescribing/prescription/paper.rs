//! A prescription on paper: with all that the norms ask for, to be signed by hand (ID-1, ID-7, ID-9, SEC-8).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::app::App;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::hospital::Hospital;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::prescription_papers;

use super::beside::{Beside, beside};
use super::records::{Line, Prescription, read};

/// What stands in the head.
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_papers)]
struct Head {
    id: i64,
    prescribed_at: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    doctor_name: String,
    registration: String,
    specialty_name_pt: String,
    specialty_name_en: String,
    rqe: Option<String>,
    patient_name: String,
    record_number: String,
    birth_date: NaiveDate,
    sex: String,
    cpf: Option<String>,
    cns: Option<String>,
    allergy_status: Option<String>,
    allergies: Vec<String>,
    weight_kg: Option<Decimal>,
    weighed_at: Option<DateTime<Utc>>,
    admission_id: i64,
    ward_code: String,
    ward_name_pt: String,
    ward_name_en: String,
    floor: String,
    wing: String,
    bed_code: String,
}

impl Head {
    fn weight(&self) -> Option<(Decimal, DateTime<Utc>)> {
        self.weight_kg.zip(self.weighed_at)
    }
}

#[derive(Template)]
#[template(path = "prescribing/prescription_paper.html")]
struct PaperPage {
    chrome: Chrome,
    hospital: Hospital,
    head: Head,
    prescription: Prescription,
    lines: Vec<Line>,
    beside: Beside,
    homonym: bool,
    as_of: AsOf,
}

impl PaperPage {
    /// Quantities of controlled items, in figures and in words (CTL-4).
    fn controlled(&self, line: &Line) -> Vec<String> {
        self.beside.controlled.details(&self.prescription, line, &self.chrome.l)
    }
}

/// One prescription as it goes to paper.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a prescription.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (head, prescription, lines, beside, homonym, as_of) = app
        .read(move |connection| {
            let head = prescription_papers::table.find(id).select(Head::as_select()).first(connection)?;
            let (prescription, mut lines) = read(connection, id)?;
            let names = lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]);
            write_tall(connection, names)?;
            let beside = beside(connection, id, prescription.patient_id)?;
            let homonym = !with_homonyms(connection, [prescription.patient_id])?.is_empty();
            Ok((head, prescription, lines, beside, homonym, as_of(connection)?))
        })
        .await?;
    let hospital = app.hospital.clone();
    render(&PaperPage { chrome, hospital, head, prescription, lines, beside, homonym, as_of })
}
