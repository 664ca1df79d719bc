//! Chosen lines as a browser sends them.

use serde::Deserialize;

use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

use super::seen::SeenLine;

/// Lines that one form moves at most.
const MOST_LINES: usize = 500;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinesForm {
    pub key: TypedKey,
    line: Vec<String>,
    /// Who carries the bags, where they are sent.
    pub porter: String,
    /// All lines of one prescription, apart by spaces: then these alone are meant.
    only: String,
    /// The list was of this ward alone.
    pub ward: String,
}

impl Keyed for LinesForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl LinesForm {
    /// Lines as another form has them.
    pub fn of(line: Vec<String>) -> Self {
        LinesForm { line, ..LinesForm::default() }
    }

    /// Each once, in the order in which every command locks them.
    pub fn lines(&self) -> AppResult<Vec<SeenLine>> {
        let only: Vec<&str> = self.only.split_whitespace().collect();
        let chosen = if only.is_empty() { self.line.iter().map(String::as_str).collect() } else { only };
        if chosen.len() > MOST_LINES {
            return Err(AppError::TooLarge);
        }
        let lines: Option<Vec<_>> = chosen.into_iter().map(SeenLine::parse).collect();
        let mut lines = lines.ok_or(AppError::BadRequest("no such line"))?;
        lines.sort_unstable_by_key(|line| (line.prescription_id, line.number));
        lines.dedup_by_key(|line| (line.prescription_id, line.number));
        Ok(lines)
    }
}
