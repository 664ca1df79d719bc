//! A patient's block of a sheet: who it is, and what they get.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::language::Words;
use crate::read_model::tables::{patients, sheet_patients};

use super::due::{Section, SheetLine};
use super::line::Line;

/// As the block's head names them.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = sheet_patients)]
pub struct Patient {
    pub patient_id: i64,
    pub record_number: String,
    pub name: String,
    pub birth_date: NaiveDate,
    pub bed_code: String,
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
    weight_kg: Option<Decimal>,
    weighed_at: Option<DateTime<Utc>>,
    /// Somebody in the house has a name like theirs (ID-4).
    pub homonym: bool,
}

/// By bed.
///
/// # Errors
/// A database error.
pub fn patients_of(
    connection: &mut PgConnection,
    chosen: sheet_patients::BoxedQuery<'_, Pg>,
) -> QueryResult<Vec<Patient>> {
    chosen.order((sheet_patients::bed_code, sheet_patients::patient_id)).select(Patient::as_select()).load(connection)
}

/// Those of lines whose patients lie elsewhere by now, in the bed that their lines name.
///
/// # Errors
/// A database error.
pub fn not_in_ward(connection: &mut PgConnection, lines: &[&Line]) -> QueryResult<Vec<Patient>> {
    let beds: BTreeMap<i64, &str> = lines.iter().map(|line| (line.patient_id, line.bed_code.as_str())).collect();
    let found = patients::table
        .filter(patients::id.eq_any(beds.keys().copied().collect::<Vec<i64>>()))
        .select((
            patients::id,
            patients::record_number,
            patients::name,
            patients::birth_date,
            patients::allergy_status,
            patients::allergies,
        ))
        .load::<(i64, String, String, NaiveDate, Option<String>, Vec<String>)>(connection)?;
    let named =
        found.into_iter().map(|(patient_id, record_number, name, birth_date, allergy_status, allergies)| Patient {
            bed_code: beds.get(&patient_id).copied().unwrap_or_default().to_owned(),
            patient_id,
            record_number,
            name,
            birth_date,
            allergy_status,
            allergies,
            weight_kg: None,
            weighed_at: None,
            homonym: false,
        });
    Ok(named.collect())
}

impl Patient {
    /// The latest weight in kilograms with when it was measured (PRE-3).
    pub fn weight(&self) -> Option<(Decimal, DateTime<Utc>)> {
        self.weight_kg.zip(self.weighed_at)
    }
}

pub struct PatientBlock {
    pub patient: Patient,
    /// By section, and within it oldest first.
    pub lines: Vec<SheetLine>,
    /// Every time at which something is due, and how it is written: the columns to tick.
    pub times: Vec<(NaiveTime, String)>,
}

impl PatientBlock {
    pub fn new(patient: Patient, mut lines: Vec<SheetLine>, words: &Words) -> Self {
        lines.sort_by(|one, next| (one.section(), one.line.place()).cmp(&(next.section(), next.line.place())));
        let given = lines.iter().filter(|line| line.is_given());
        let times: BTreeSet<NaiveTime> = given.flat_map(|line| line.due.times()).collect();
        PatientBlock { patient, lines, times: times.into_iter().map(|time| (time, words.time(&time))).collect() }
    }

    /// Columns of the table: the medication, and each time.
    pub fn columns(&self) -> usize {
        self.times.len().max(1) + 1
    }

    /// Who signed what this patient gets, each once.
    pub fn prescribers(&self) -> BTreeSet<(&str, &str)> {
        let signed = self.lines.iter().filter(|line| !line.has_ended());
        signed.map(|line| (line.line.doctor_name.as_str(), line.line.registration.as_str())).collect()
    }

    /// The lines of each section, in order, with the key of its heading.
    pub fn sections(&self) -> Vec<(Option<&'static str>, &[SheetLine])> {
        let sections = self.lines.chunk_by(|one, next| one.section() == next.section());
        sections.map(|lines| (lines.first().map(SheetLine::section).and_then(Section::heading), lines)).collect()
    }
}
