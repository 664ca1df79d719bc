//! Ward report: the sheet that goes to the bedside, grouped by bed and patient.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::app::App;
use crate::domain::clock::Clock;
use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::error::AppResult;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::hospital::Hospital;
use crate::queries::look_alike_names::write_tall;
use crate::queries::ward::wards::Ward;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, wards};

/// Places to write a time by hand that fit a sheet.
const MOST_BLANKS: i16 = 6;

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
    cycle: String,
    first_dose_at: Option<DateTime<Utc>>,
    scheduled_from: DateTime<Utc>,
    note: String,
    contents: Contents,
    doctor_name: String,
    registration: String,
    prescribed_at: DateTime<Utc>,
    stage: String,
}

/// A line with what is due of it while the sheet is in use.
struct SheetLine {
    line: Line,
    /// By time of day, with its day.
    due: BTreeMap<NaiveTime, NaiveDate>,
    /// In words, where it is not due every day; empty otherwise.
    days: String,
}

impl Line {
    /// Places to write a time by hand: as many as may be given as needed, or when an infusion starts and ends.
    fn blanks(&self) -> i16 {
        self.contents.as_needed.as_ref().map_or(2, |limits| limits.most_per_day.min(MOST_BLANKS))
    }
}

/// One patient's block of the sheet.
struct PatientBlock {
    /// Never empty.
    lines: Vec<SheetLine>,
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
    homonyms: HashSet<i64>,
    as_of: AsOf,
}

/// The ward's open lines.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a ward.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (ward, lines, homonyms, as_of) = app
        .read(move |connection| {
            let (ward, lines) = (ward(connection, id)?, open_lines(connection, id)?);
            let homonyms = with_homonyms(connection, lines.iter().map(|line| line.patient_id))?;
            Ok((ward, lines, homonyms, as_of(connection)?))
        })
        .await?;
    let hospital = app.hospital.clone();
    let clock = Clock::at(Utc::now(), chrome.l.zone);
    let lines = lines.into_iter().map(|line| SheetLine::new(line, clock, &chrome.l)).collect();
    render(&ReportPage { chrome, hospital, ward, patients: by_patient(lines), homonyms, as_of })
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

impl SheetLine {
    fn new(line: Line, clock: Clock, words: &Words) -> Self {
        let schedule = Schedule {
            times: line.times.clone(),
            cycle: Cycle::from_code(&line.cycle).unwrap_or(Cycle::Daily),
            first_dose_at: line.first_dose_at,
            scheduled_from: line.scheduled_from,
        };
        let due = schedule.due_on_sheet(clock);
        let days = days_in_words(&schedule, &due, clock, words);
        let local = due.into_iter().map(|dose| dose.with_timezone(&words.zone).naive_local());
        SheetLine { line, due: local.map(|dose| (dose.time(), dose.date())).collect(), days }
    }

    /// The day of a box to tick; none where nothing is due at this time.
    fn due_at(&self, time: &NaiveTime) -> Option<&NaiveDate> {
        self.due.get(time)
    }

    /// A box says its day, unless it is there every day.
    fn is_daily(&self) -> bool {
        self.line.cycle == Cycle::Daily.code()
    }
}

/// `due: Thursday 26 Nov 2026 08:00` for what is not given every day; `not due before …` for what is not due on this sheet.
fn days_in_words(schedule: &Schedule, due: &[DateTime<Utc>], clock: Clock, words: &Words) -> String {
    if due.is_empty() {
        let next = schedule.next_doses(clock.now, 1, clock.zone);
        return words.with("not-due-until", "doses", &words.dated_doses(&next));
    }
    match schedule.cycle {
        Cycle::Daily => String::new(),
        _ => words.with("due-on", "doses", &words.dated_doses(due)),
    }
}

/// Lines come sorted by patient, so that each patient is one run of them.
fn by_patient(lines: Vec<SheetLine>) -> Vec<PatientBlock> {
    let mut blocks: Vec<PatientBlock> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(block) if block.is_of(line.line.patient_id) => block.lines.push(line),
            _ => blocks.push(PatientBlock { lines: vec![line], times: Vec::new() }),
        }
    }
    for block in &mut blocks {
        let times: BTreeSet<NaiveTime> = block.lines.iter().flat_map(|line| line.due.keys().copied()).collect();
        block.times = times.into_iter().collect();
    }
    blocks
}

impl PatientBlock {
    fn is_of(&self, patient_id: i64) -> bool {
        self.lines.last().is_some_and(|line| line.line.patient_id == patient_id)
    }

    /// Columns of the table: the medication, and each time.
    fn columns(&self) -> usize {
        self.times.len().max(1) + 1
    }

    /// Who signed this patient's lines, each once.
    fn prescribers(&self) -> BTreeSet<(&str, &str)> {
        self.lines.iter().map(|line| (line.line.doctor_name.as_str(), line.line.registration.as_str())).collect()
    }
}
