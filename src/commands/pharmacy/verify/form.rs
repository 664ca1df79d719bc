//! Chosen lines as a browser sends them.

use serde::Deserialize;

use crate::commands::seen_line::SeenLine;
use crate::domain::form_key::FormKey;
use crate::error::{AppError, AppResult};

/// Lines that one form moves at most.
const MOST_LINES: usize = 500;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinesForm {
    key: String,
    line: Vec<String>,
}

impl LinesForm {
    pub fn key(&self) -> AppResult<FormKey> {
        FormKey::parse(&self.key).ok_or(AppError::BadRequest("the form's key is missing"))
    }

    /// Each once, in the order in which every command locks them.
    pub fn lines(&self) -> AppResult<Vec<SeenLine>> {
        if self.line.len() > MOST_LINES {
            return Err(AppError::TooLarge);
        }
        let lines: Option<Vec<_>> = self.line.iter().map(|text| SeenLine::parse(text)).collect();
        let mut lines = lines.ok_or(AppError::BadRequest("no such line"))?;
        lines.sort_unstable_by_key(|line| (line.prescription_id, line.number));
        lines.dedup_by_key(|line| (line.prescription_id, line.number));
        Ok(lines)
    }
}
