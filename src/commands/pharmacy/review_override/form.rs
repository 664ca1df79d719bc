//! The review's form as a browser sends it.

use serde::Deserialize;

use crate::domain::abbreviation::check_text;
use crate::domain::form_key::FormKey;
use crate::domain::problem::Problem;
use crate::error::{AppError, AppResult};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    key: String,
    pub note: String,
}

impl ReviewForm {
    pub fn fresh() -> Self {
        ReviewForm::default().with_fresh_key()
    }

    /// The same content as a form of its own.
    pub fn with_fresh_key(mut self) -> Self {
        self.key = FormKey::fresh().to_string();
        self
    }

    pub fn key(&self) -> AppResult<FormKey> {
        FormKey::parse(&self.key).ok_or(AppError::BadRequest("the form's key is missing"))
    }

    pub fn key_text(&self) -> &str {
        &self.key
    }

    /// The note, which may be empty.
    ///
    /// # Errors
    /// The [`Problem`] to say next to it.
    pub fn check(&self) -> Result<String, Problem> {
        let note = self.note.trim();
        if note.chars().count() > LONGEST_NOTE {
            return Err(Problem::NoteTooLong { most: LONGEST_NOTE });
        }
        check_text(note)?;
        Ok(note.to_owned())
    }
}
