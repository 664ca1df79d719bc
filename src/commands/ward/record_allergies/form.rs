//! The allergy form as a browser sends it: two values a row.

use serde::Deserialize;

use crate::domain::allergy::{Allergy, AllergyRecord, MOST_ALLERGIES};
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

/// Empty rows below what is recorded.
const SPARE_ROWS: usize = 2;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AllergyForm {
    pub key: TypedKey,
    /// The record that the form was opened on.
    version: String,
    action: String,
    pub status: String,
    substance: Vec<String>,
    reaction: Vec<String>,
    /// Why something that is recorded is taken out.
    pub reason: String,
}

impl Keyed for AllergyForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl AllergyForm {
    /// The form with what is recorded now.
    pub fn of(status: Option<String>, allergies: Vec<Allergy>, version: i32) -> Self {
        let mut form = AllergyForm { status: status.unwrap_or_default(), ..AllergyForm::default() };
        for allergy in allergies {
            form.substance.push(allergy.substance);
            form.reaction.push(allergy.reaction);
        }
        form.with_spare_rows().reopened(version)
    }

    /// The same content as a form of its own, on the record as it is now.
    pub fn reopened(mut self, version: i32) -> Self {
        self.key = TypedKey::fresh();
        self.version = version.to_string();
        self
    }

    /// With rows to write in.
    pub fn with_spare_rows(mut self) -> Self {
        let rows = (self.substance.len() + SPARE_ROWS).min(MOST_ALLERGIES.max(self.substance.len()));
        self.substance.resize(rows, String::new());
        self.reaction.resize(rows, String::new());
        self
    }

    /// # Errors
    /// [`AppError::BadRequest`] for what our form cannot have sent.
    pub fn check_shape(&self) -> AppResult<()> {
        if self.substance.len() != self.reaction.len() {
            return Err(AppError::BadRequest("the rows are incomplete"));
        }
        if self.substance.len() > MOST_ALLERGIES * 2 {
            return Err(AppError::TooLarge);
        }
        Ok(())
    }

    /// Whether only more rows are asked for.
    pub fn asks_for_rows(&self) -> bool {
        self.action == "add"
    }

    pub fn version(&self) -> AppResult<i32> {
        self.version.parse().map_err(|_| AppError::BadRequest("the record's version is missing"))
    }

    pub fn version_text(&self) -> &str {
        &self.version
    }

    /// The rows as typed.
    pub fn rows(&self) -> Vec<Allergy> {
        let rows = self.substance.iter().zip(&self.reaction);
        rows.map(|(substance, reaction)| Allergy { substance: substance.clone(), reaction: reaction.clone() }).collect()
    }
}

/// Where a substance stands in the form.
pub fn place_of(rows: &[Allergy], record: &AllergyRecord, index: usize) -> usize {
    let substance = record.allergies.get(index).map(|allergy| allergy.substance.as_str());
    rows.iter().rposition(|row| Some(row.substance.trim()) == substance).unwrap_or_default()
}
