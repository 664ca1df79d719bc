//! The review's form as a browser sends it.

use serde::Deserialize;

use crate::domain::abbreviation::check_text;
use crate::domain::problem::Problem;
use crate::page::keyed::{Keyed, TypedKey};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    pub key: TypedKey,
    pub note: String,
}

impl Keyed for ReviewForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl ReviewForm {
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
