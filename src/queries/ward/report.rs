//! Ward report: the sheet that goes to the bedside, grouped by bed and patient.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::app::App;
use crate::domain::clock::Clock;
use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::error::AppResult;
use crate::language::{Language, Words};
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::hospital::Hospital;
use crate::queries::look_alike_names::write_tall;
use crate::queries::shortages::{Shortage, short_on_ward};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, wards};

/// Places to write a time by hand that fit a sheet.
const MOST_BLANKS: i16 = 6;

/// A line in the reader's language, in the order of [`open_lines`].
#[derive(Queryable)]
struct Line {
    prescription_id: i64,
    item_number: i16,
    bed_code: String,
    patient_id: i64,
    record_number: String,
    patient_name: String,
    birth_date: NaiveDate,
    allergy_status: Option<String>,
    allergies: Vec<String>,
    medication: String,
    presentation: String,
    high_alert: bool,
    dose_quantity: Decimal,
    dose_unit_code: String,
    route: String,
    frequency: String,
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

/// What is due of a line while the sheet is in use.
struct Due {
    /// By time of day, with its day.
    boxes: BTreeMap<NaiveTime, NaiveDate>,
    /// In words, where it is not due every day; empty otherwise.
    days: String,
}

/// A line with what is due of it; many lines have the same times.
struct SheetLine<'a> {
    line: &'a Line,
    due: Rc<Due>,
}

impl Line {
    /// Places to write a time by hand: as many as may be given as needed, or when an infusion starts and ends.
    fn blanks(&self) -> i16 {
        self.contents.as_needed.as_ref().map_or(2, |limits| limits.most_per_day.min(MOST_BLANKS))
    }
}

/// One patient's block of the sheet.
struct PatientBlock<'a> {
    /// Never empty.
    lines: Vec<SheetLine<'a>>,
    /// Every time at which something is due, and how it is written: the columns to tick.
    times: Vec<(NaiveTime, String)>,
}

/// The ward as the sheet's head names it: its code, its name.
type Head = (String, String);

#[derive(Template)]
#[template(path = "ward/report.html")]
struct ReportPage<'a> {
    chrome: Chrome,
    hospital: Hospital,
    ward: Head,
    patients: Vec<PatientBlock<'a>>,
    homonyms: HashSet<i64>,
    /// What the pharmacy has too little of.
    short: Vec<Shortage>,
    as_of: AsOf,
}

/// The ward's open lines.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a ward.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let (id, language) = (id.into_inner(), chrome.l.language);
    let (ward, lines, homonyms, short, as_of) = app
        .read(move |connection| {
            let (ward, lines) = (head(connection, id, language)?, open_lines(connection, id, language)?);
            let homonyms = with_homonyms(connection, lines.iter().map(|line| line.patient_id))?;
            Ok((ward, lines, homonyms, short_on_ward(connection, id)?, as_of(connection)?))
        })
        .await?;
    let hospital = app.hospital.clone();
    let patients = by_patient(&lines, Clock::at(Utc::now(), chrome.l.zone), &chrome.l);
    render(&ReportPage { chrome, hospital, ward, patients, homonyms, short, as_of })
}

fn head(connection: &mut PgConnection, id: i64, language: Language) -> QueryResult<Head> {
    let name: Text<wards::table> = match language {
        Language::Portuguese => Box::new(wards::name_pt),
        Language::English => Box::new(wards::name_en),
    };
    wards::table.find(id).select((wards::code, name)).first(connection)
}

/// A column that the reader's language decides.
type Text<Table> = Box<dyn BoxableExpression<Table, Pg, SqlType = diesel::sql_types::Text>>;

/// In no order: sorting thousands of wide rows takes the database longer than finding them.
fn open_lines(connection: &mut PgConnection, ward_id: i64, language: Language) -> QueryResult<Vec<Line>> {
    use dispatch_lines as line;
    let [medication, presentation, route, frequency]: [Text<line::table>; 4] = match language {
        Language::Portuguese => [
            Box::new(line::medication_name_pt),
            Box::new(line::presentation_pt),
            Box::new(line::route_name_pt),
            Box::new(line::frequency_name_pt),
        ],
        Language::English => [
            Box::new(line::medication_name_en),
            Box::new(line::presentation_en),
            Box::new(line::route_name_en),
            Box::new(line::frequency_name_en),
        ],
    };
    let mut lines: Vec<Line> = line::table
        .filter(line::ward_id.eq(ward_id))
        .filter(line::closed_at.is_null())
        .select((
            line::prescription_id,
            line::item_number,
            line::bed_code,
            line::patient_id,
            line::record_number,
            line::patient_name,
            line::birth_date,
            line::allergy_status,
            line::allergies,
            medication,
            presentation,
            line::high_alert,
            line::dose_quantity,
            line::dose_unit_code,
            route,
            frequency,
            line::stat,
            line::times,
            line::cycle,
            line::first_dose_at,
            line::scheduled_from,
            line::note,
            line::contents,
            line::doctor_name,
            line::registration,
            line::prescribed_at,
            line::stage,
        ))
        .load(connection)?;
    write_tall(connection, lines.iter_mut().map(|line| &mut line.medication))?;
    Ok(lines)
}

impl Line {
    /// The sheet goes by bed and patient, and then by prescription, oldest first.
    fn place(&self) -> (&str, i64, DateTime<Utc>, i64, i16) {
        (&self.bed_code, self.patient_id, self.prescribed_at, self.prescription_id, self.item_number)
    }

    fn schedule(&self) -> Schedule {
        Schedule {
            times: self.times.clone(),
            cycle: Cycle::from_code(&self.cycle).unwrap_or(Cycle::Daily),
            first_dose_at: self.first_dose_at,
            scheduled_from: self.scheduled_from,
        }
    }
}

impl Due {
    fn of(schedule: &Schedule, clock: Clock, words: &Words) -> Self {
        let due = schedule.due_on_sheet(clock);
        let days = days_in_words(schedule, &due, clock, words);
        let local = due.into_iter().map(|dose| dose.with_timezone(&words.zone).naive_local());
        Due { boxes: local.map(|dose| (dose.time(), dose.date())).collect(), days }
    }
}

impl SheetLine<'_> {
    /// The day of a box to tick; none where nothing is due at this time.
    fn due_at(&self, time: &NaiveTime) -> Option<&NaiveDate> {
        self.due.boxes.get(time)
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

/// The lines of each patient, bed by bed. What is due is worked out once for all lines with the same times.
fn by_patient<'a>(lines: &'a [Line], clock: Clock, words: &Words) -> Vec<PatientBlock<'a>> {
    let mut sorted: Vec<&Line> = lines.iter().collect();
    sorted.sort_unstable_by_key(|line| line.place());
    let mut known: HashMap<Schedule, Rc<Due>> = HashMap::new();
    let mut with_due = |line: &'a Line| {
        let due = known.entry(line.schedule()).or_insert_with_key(|schedule| Rc::new(Due::of(schedule, clock, words)));
        SheetLine { line, due: Rc::clone(due) }
    };
    sorted
        .chunk_by(|one, next| one.patient_id == next.patient_id)
        .map(|of_patient| PatientBlock::new(of_patient.iter().map(|line| with_due(line)).collect(), words))
        .collect()
}

impl<'a> PatientBlock<'a> {
    fn new(lines: Vec<SheetLine<'a>>, words: &Words) -> Self {
        let times: BTreeSet<NaiveTime> = lines.iter().flat_map(|line| line.due.boxes.keys().copied()).collect();
        PatientBlock { lines, times: times.into_iter().map(|time| (time, words.time(&time))).collect() }
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
