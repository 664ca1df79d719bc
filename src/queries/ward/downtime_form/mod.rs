//! Downtime form: numbered rows for what a ward does while the server is down, to be typed in afterwards.

mod bars;
mod lines;
mod number;

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::clock;
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
    pub lines: Vec<Line>,
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
    /// What its codes and its number say that it was made at.
    numbered: DateTime<Utc>,
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
    let lines = lines_of_ward(connection, id, clock::now())?;
    let homonyms = with_homonyms(connection, patients.iter().map(|patient| patient.id))?;
    Ok(WardNow { ward, patients, lines, homonyms, as_of: as_of(connection)? })
}

impl<'a> Form<'a> {
    pub fn new(hospital: Hospital, now: &'a WardNow, words: &Words) -> Self {
        let made_at = fresh_moment();
        Form::of(hospital, now, made_at, made_at, words)
    }

    pub fn of(
        hospital: Hospital,
        now: &'a WardNow,
        made_at: DateTime<Utc>,
        numbered: DateTime<Utc>,
        words: &Words,
    ) -> Self {
        let sheet = |patient| Sheet::of(patient, now, (made_at, numbered), words);
        Form { hospital, now, sheets: now.patients.iter().map(sheet).collect(), made_at, numbered }
    }

    /// As one file that needs nothing else.
    ///
    /// # Errors
    /// The template's.
    pub fn as_file(&self, chrome: &Chrome) -> AppResult<OneFile> {
        self_contained(&FormFile { chrome, form: self }.render()?)
    }

    /// What it says but for the moment that it stands on, with the numbers of a form of the full hour: two forms of one
    /// hour that say the same need one PDF. A later outage finds one with other codes.
    ///
    /// # Errors
    /// The template's.
    pub fn says(&self, chrome: &Chrome) -> AppResult<String> {
        let hour = self.made_at.duration_trunc(TimeDelta::hours(1)).unwrap_or(self.made_at);
        let of_hour = Form::of(self.hospital.clone(), self.now, self.made_at, hour, &chrome.l);
        Ok(FormFile { chrome, form: &of_hour }.render()?.replace(&chrome.l.moment(&self.now.as_of.at), ""))
    }

    fn number(&self) -> String {
        form_number(self.numbered)
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
    fn of(
        patient: &'a Patient,
        now: &'a WardNow,
        (made_at, numbered): (DateTime<Utc>, DateTime<Utc>),
        words: &Words,
    ) -> Self {
        let row = |of: RowOf, row: u8, due: Option<DateTime<Utc>>| {
            let code = RowCode { of, made_at: numbered, row };
            Row { bars: Bars::of(&code), due }
        };
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

    fn are_allergies_long(&self) -> bool {
        self.allergies.chars().count() > LONGEST_IN_HEAD
    }
}
