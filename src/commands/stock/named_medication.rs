//! The medication that a field names: by its label or code, else what the text may mean.

use diesel::prelude::*;

use super::lot::Medication;
use crate::commands::prescribing::choose_medication::suggest;
use crate::domain::medication_label::medication_code;
use crate::domain::problem::Problem;
use crate::language::Words;
use crate::schema::medications;

/// Why a text names no medication, and those that it may mean.
pub struct Unnamed {
    pub problem: Problem,
    pub candidates: Vec<String>,
}

/// # Errors
/// A database error; a text that names none is [`Unnamed`].
pub fn named_medication(
    connection: &mut PgConnection,
    typed: &str,
    words: &Words,
) -> QueryResult<Result<Medication, Unnamed>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Err(Unnamed { problem: Problem::MedicationMissing, candidates: Vec::new() }));
    }
    let found = medications::table
        .filter(medications::code.eq(medication_code(typed)))
        .select(Medication::as_select())
        .first(connection)
        .optional()?;
    if let Some(found) = found {
        return Ok(Ok(found));
    }
    let candidates: Vec<String> = suggest(connection, typed, words)?.into_iter().map(|found| found.label).collect();
    let problem = match candidates.len() {
        0 => Problem::MedicationUnknown,
        count => Problem::MedicationAmbiguous { count },
    };
    Ok(Err(Unnamed { problem, candidates }))
}
