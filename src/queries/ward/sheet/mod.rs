//! A ward's sheet: what goes to the bedside, of a print or as it would be printed now.

pub mod due;
pub mod line;
pub mod patient;
mod times;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;

use crate::clock;
use crate::domain::clock::Clock;
use crate::domain::sheet::{Arrangement, Layout};
use crate::domain::stage::Stage;
use crate::language::{Language, Words};
use crate::page::symbol::Symbol;
use crate::queries::hospital::Hospital;
use crate::read_model::as_of::AsOf;
use crate::read_model::tables::{sheet_lines, sheet_patients, wards};

use due::{Planner, SheetLine};
use line::{Line, lines};
use patient::{Patient, PatientBlock, not_in_ward, patients_of};
use times::TimeBlock;

/// Empty rows under each patient, for orders by word of mouth.
const BLANK_ROWS: usize = 2;
const MOST_ORDER_ROWS: usize = 10;

/// What a sheet says, as it was read.
pub struct Content {
    pub patients: Vec<Patient>,
    pub lines: Vec<Line>,
}

/// A numbered print, and the code that leads to its check.
pub struct Number {
    pub number: i64,
    pub base: Option<i64>,
    pub printed_by: String,
    pub printed_at: DateTime<Utc>,
    /// None where the address does not fit a symbol, which none that a browser asks for comes to.
    pub symbol: Option<Symbol>,
}

/// All that a sheet's template shows.
pub struct Sheet {
    pub hospital: Hospital,
    /// Code and name.
    pub ward: (String, String),
    pub layout: Layout,
    /// Until when doses are listed.
    pub until: DateTime<Utc>,
    pub patients: Vec<PatientBlock>,
    /// None on a page that is only looked at.
    pub number: Option<Number>,
    pub as_of: AsOf,
}

/// What a sheet of the ward would say now: what is open or received and valid, and what ended in the day before.
///
/// # Errors
/// A database error.
pub fn content_now(connection: &mut PgConnection, ward_id: i64, language: Language) -> QueryResult<Content> {
    let (now, recently) = (clock::now(), clock::now() - TimeDelta::hours(24));
    let received = sheet_lines::stage.eq(Stage::Received.code()).and(sheet_lines::valid_until.gt(now));
    let of_ward = sheet_lines::table
        .filter(sheet_lines::print_number.is_null())
        .filter(sheet_lines::ward_id.eq(ward_id))
        .filter(sheet_lines::closed_at.is_null().or(sheet_lines::closed_at.gt(recently)).or(received));
    let in_ward = sheet_patients::table
        .filter(sheet_patients::print_number.is_null())
        .filter(sheet_patients::ward_id.eq(ward_id));
    let lines = lines(connection, of_ward.into_boxed(), language)?;
    with_patients(connection, in_ward.into_boxed(), lines)
}

/// What a print says.
///
/// # Errors
/// A database error.
pub fn content_of(connection: &mut PgConnection, print: i64, language: Language) -> QueryResult<Content> {
    let of_print = sheet_lines::table.filter(sheet_lines::print_number.eq(print));
    let on_print = sheet_patients::table.filter(sheet_patients::print_number.eq(print));
    let lines = lines(connection, of_print.into_boxed(), language)?;
    with_patients(connection, on_print.into_boxed(), lines)
}

/// Nobody's open line is left out: who is not among the ward's patients, having just left, is looked up.
fn with_patients(
    connection: &mut PgConnection,
    chosen: sheet_patients::BoxedQuery<'_, Pg>,
    lines: Vec<Line>,
) -> QueryResult<Content> {
    let mut patients = patients_of(connection, chosen)?;
    let known: HashSet<i64> = patients.iter().map(|patient| patient.patient_id).collect();
    let is_over = |line: &Line| Stage::from_code(&line.stage).is_some_and(Stage::is_over);
    let others: Vec<&Line> = lines.iter().filter(|line| !is_over(line) && !known.contains(&line.patient_id)).collect();
    if !others.is_empty() {
        patients.extend(not_in_ward(connection, &others)?);
    }
    Ok(Content { patients, lines })
}

/// A ward's code, and its name in a language.
///
/// # Errors
/// `NotFound` without such a ward.
pub fn ward_head(connection: &mut PgConnection, id: i64, language: Language) -> QueryResult<(String, String)> {
    let (code, pt, en): (String, String, String) =
        wards::table.find(id).select((wards::code, wards::name_pt, wards::name_en)).first(connection)?;
    Ok((
        code,
        match language {
            Language::Portuguese => pt,
            Language::English => en,
        },
    ))
}

impl Sheet {
    /// Arranges what was read, for the hours from `at` on.
    pub fn new(
        hospital: Hospital,
        ward: (String, String),
        layout: Layout,
        content: Content,
        number: Option<Number>,
        (at, as_of): (DateTime<Utc>, AsOf),
        words: &Words,
    ) -> Self {
        let hours = layout.span.hours(Clock::at(at, words.zone));
        let until = hours.end;
        let mut planner = Planner::new(at, hours, words);
        let mut of_patients: HashMap<i64, Vec<SheetLine>> = HashMap::new();
        let followed: HashSet<i64> = content.lines.iter().filter_map(|line| line.follows_item_id).collect();
        let stands = |line: &Line| !(line.gives_way(at) && followed.contains(&line.item_id));
        for line in content.lines.into_iter().filter(stands) {
            let (patient, planned) = (line.patient_id, planner.plan(line));
            if !planned.is_spent() && (!layout.only_due || planned.matters_now()) {
                of_patients.entry(patient).or_default().push(planned);
            }
        }
        let block = |patient: Patient| {
            let lines = of_patients.remove(&patient.patient_id).unwrap_or_default();
            PatientBlock::new(patient, lines, words)
        };
        let patients = content.patients.into_iter().map(block).collect();
        Sheet { hospital, ward, layout, until, patients, number, as_of }
    }

    pub fn is_by_time(&self) -> bool {
        self.layout.arrangement == Arrangement::Time
    }

    /// What is due in all beds, time by time; then what has no time, is not due, or is over.
    pub fn by_time(&self) -> Vec<TimeBlock<'_>> {
        times::by_time(&self.patients)
    }

    pub fn blank_rows(&self) -> usize {
        BLANK_ROWS
    }

    /// As many as by bed, in one place, and not more than a page holds.
    pub fn order_rows(&self) -> usize {
        (self.patients.len() * BLANK_ROWS).min(MOST_ORDER_ROWS)
    }

    /// Patients who would not be on a sheet by time.
    pub fn without_lines(&self) -> impl Iterator<Item = &Patient> {
        self.patients.iter().filter(|block| block.lines.is_empty()).map(|block| &block.patient)
    }

    /// Who signed what is given on the ward, each once.
    pub fn prescribers(&self) -> BTreeSet<(&str, &str)> {
        self.patients.iter().flat_map(PatientBlock::prescribers).collect()
    }
}
