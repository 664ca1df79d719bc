//! Downtime form: numbered rows for what a ward does while the server is down, to be typed in afterwards.

mod bars;
mod lines;
mod number;

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::domain::paper::row_code::{RowCode, RowOf, form_number};
use crate::error::AppResult;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::page::self_contained::{OneFile, self_contained};
use crate::queries::homonyms::with_homonyms;
use crate::queries::hospital::Hospital;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::wards;

use bars::Bars;
use lines::{Line, Patient, lines_of_ward, patients_of_ward};
use number::fresh_moment;

/// Rows of each patient for what is printed nowhere.
const EMPTY_ROWS: u8 = 10;

/// What the form of a ward is printed from.
pub struct WardNow {
    pub ward: Ward,
    pub patients: Vec<Patient>,
    lines: Vec<Line>,
    homonyms: HashSet<i64>,
    as_of: AsOf,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = wards)]
pub struct Ward {
    pub code: String,
    pub name_pt: String,
    pub name_en: String,
}

/// A row to write on.
struct Row {
    bars: Bars,
    /// When the dose is due; None where that is written by hand.
    due: Option<DateTime<Utc>>,
}

/// Allergies of more characters stand on a sheet's first page alone: a table's head is repeated on each page only where
/// it leaves most of it.
const LONGEST_IN_HEAD: usize = 300;

/// One patient's sheet.
struct Sheet<'a> {
    patient: &'a Patient,
    /// In words, whatever is known (PRE-2).
    allergies: String,
    lines: Vec<(&'a Line, Vec<Row>)>,
    empty: Vec<Row>,
}

/// A form with a number of its own; all that its template shows.
pub struct Form<'a> {
    pub hospital: Hospital,
    pub now: &'a WardNow,
    sheets: Vec<Sheet<'a>>,
    made_at: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "ward/downtime_form.html")]
struct DowntimeFormPage<'a> {
    chrome: Chrome,
    form: Form<'a>,
}

#[derive(Template)]
#[template(path = "ward/pack_form.html")]
struct FormFile<'a> {
    chrome: &'a Chrome,
    form: &'a Form<'a>,
}

/// A new form of the ward, with numbers of its own each time.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a ward.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let now = app.read(move |connection| Ok(ward_now(connection, id)?)).await?;
    let form = Form::new(app.hospital.clone(), &now, &chrome.l);
    render(&DowntimeFormPage { chrome, form })
}

/// # Errors
/// `NotFound` without such a ward.
pub fn ward_now(connection: &mut PgConnection, id: i64) -> QueryResult<WardNow> {
    let ward = wards::table.find(id).select(Ward::as_select()).first(connection)?;
    let patients = patients_of_ward(connection, id)?;
    let lines = lines_of_ward(connection, id, Utc::now())?;
    let homonyms = with_homonyms(connection, patients.iter().map(|patient| patient.id))?;
    Ok(WardNow { ward, patients, lines, homonyms, as_of: as_of(connection)? })
}

impl<'a> Form<'a> {
    pub fn new(hospital: Hospital, now: &'a WardNow, words: &Words) -> Self {
        let made_at = fresh_moment();
        let sheets = now.patients.iter().map(|patient| Sheet::of(patient, now, made_at, words)).collect();
        Form { hospital, now, sheets, made_at }
    }

    /// As one file that needs nothing else.
    ///
    /// # Errors
    /// The template's.
    pub fn as_file(&self, chrome: &Chrome) -> AppResult<OneFile> {
        self_contained(&FormFile { chrome, form: self }.render()?)
    }

    /// What it says but for its number and the moment that it stands on: two forms that say the same need one PDF.
    pub fn says(&self) -> String {
        self.sheets.iter().map(Sheet::says).collect()
    }

    fn number(&self) -> String {
        form_number(self.made_at)
    }

    /// Nothing is given on it any more, as far as the law goes (VAL-1).
    fn has_ended(&self, line: &Line) -> bool {
        line.valid_until <= self.made_at
    }

    /// Rows of somebody who is not on the list: without codes, as nobody knows the patient yet.
    fn rows_of_somebody(&self) -> std::ops::Range<u8> {
        0..EMPTY_ROWS
    }
}

impl<'a> Sheet<'a> {
    fn of(patient: &'a Patient, now: &'a WardNow, made_at: DateTime<Utc>, words: &Words) -> Self {
        let row =
            |of: RowOf, row: u8, due: Option<DateTime<Utc>>| Row { bars: Bars::of(&RowCode { of, made_at, row }), due };
        let of_patient = now.lines.iter().filter(|line| line.patient_id == patient.id);
        let lines = of_patient.map(|line| {
            let due = line.due(made_at, words.zone);
            let rows = (1..).zip(due).map(|(number, due)| row(RowOf::Line(line.item_id), number, due));
            (line, rows.collect())
        });
        let empty = (1..=EMPTY_ROWS).map(|number| row(RowOf::Patient(patient.id), number, None));
        let allergies = words.allergies(&patient.allergy_status, &patient.allergies);
        Sheet { patient, allergies, lines: lines.collect(), empty: empty.collect() }
    }

    fn says(&self) -> String {
        let Patient { id, name, birth_date, record_number, bed_code, .. } = self.patient;
        let mut says = format!("{id} {name} {birth_date} {record_number} {bed_code:?} {}", self.allergies);
        for (line, rows) in &self.lines {
            let due: Vec<_> = rows.iter().map(|row| row.due).collect();
            says.push_str(&format!("\n{} {} {due:?}", line.item_id, line.stage));
        }
        says + "\n"
    }

    fn are_allergies_long(&self) -> bool {
        self.allergies.chars().count() > LONGEST_IN_HEAD
    }
}
