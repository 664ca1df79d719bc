//! Ward report: the sheet that goes to the bedside, grouped by bed and patient.

use std::collections::BTreeSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::app::App;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::hospital::Hospital;
use crate::queries::look_alike_names::write_tall;
use crate::queries::ward::wards::Ward;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, wards};

#[derive(Queryable, Selectable)]
#[diesel(table_name = dispatch_lines)]
struct Line {
    prescription_id: i64,
    bed_code: String,
    patient_id: i64,
    record_number: String,
    patient_name: String,
    birth_date: NaiveDate,
    allergy_status: Option<String>,
    allergies: Vec<String>,
    medication_name_pt: String,
    medication_name_en: String,
    presentation_pt: String,
    presentation_en: String,
    high_alert: bool,
    dose_quantity: Decimal,
    dose_unit_code: String,
    route_name_pt: String,
    route_name_en: String,
    frequency_name_pt: String,
    frequency_name_en: String,
    stat: bool,
    times: Vec<NaiveTime>,
    note: String,
    doctor_name: String,
    registration: String,
    prescribed_at: DateTime<Utc>,
    stage: String,
}

/// One patient's block of the sheet.
struct PatientBlock {
    /// Never empty.
    lines: Vec<Line>,
    /// Every time at which something is due: the columns to tick.
    times: Vec<NaiveTime>,
}

#[derive(Template)]
#[template(path = "ward/report.html")]
struct ReportPage {
    chrome: Chrome,
    hospital: Hospital,
    ward: Ward,
    patients: Vec<PatientBlock>,
    as_of: AsOf,
}

/// The ward's open lines.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a ward.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (ward, lines, as_of) = app
        .read(move |connection| Ok((ward(connection, id)?, open_lines(connection, id)?, as_of(connection)?)))
        .await?;
    let hospital = app.hospital.clone();
    render(&ReportPage { chrome, hospital, ward, patients: by_patient(lines), as_of })
}

fn ward(connection: &mut PgConnection, id: i64) -> QueryResult<Ward> {
    wards::table.find(id).select(Ward::as_select()).first(connection)
}

fn open_lines(connection: &mut PgConnection, ward_id: i64) -> QueryResult<Vec<Line>> {
    let mut lines: Vec<Line> = dispatch_lines::table
        .filter(dispatch_lines::ward_id.eq(ward_id))
        .filter(dispatch_lines::closed_at.is_null())
        .order((
            dispatch_lines::bed_code,
            dispatch_lines::patient_id,
            dispatch_lines::prescribed_at,
            dispatch_lines::prescription_id,
            dispatch_lines::item_number,
        ))
        .select(Line::as_select())
        .load(connection)?;
    write_tall(
        connection,
        lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
    )?;
    Ok(lines)
}

/// Lines come sorted by patient, so that each patient is one run of them.
fn by_patient(lines: Vec<Line>) -> Vec<PatientBlock> {
    let mut blocks: Vec<PatientBlock> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(block) if block.is_of(line.patient_id) => block.lines.push(line),
            _ => blocks.push(PatientBlock { lines: vec![line], times: Vec::new() }),
        }
    }
    for block in &mut blocks {
        let times: BTreeSet<NaiveTime> = block.lines.iter().flat_map(|line| line.times.iter().copied()).collect();
        block.times = times.into_iter().collect();
    }
    blocks
}

impl PatientBlock {
    fn is_of(&self, patient_id: i64) -> bool {
        self.lines.last().is_some_and(|line| line.patient_id == patient_id)
    }

    /// Columns of the table: the medication, and each time.
    fn columns(&self) -> usize {
        self.times.len() + 1
    }

    /// Who signed this patient's lines, each once.
    fn prescribers(&self) -> BTreeSet<(&str, &str)> {
        self.lines.iter().map(|line| (line.doctor_name.as_str(), line.registration.as_str())).collect()
    }
}
