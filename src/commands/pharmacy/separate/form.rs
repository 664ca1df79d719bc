//! The separation form as a browser sends it.

use std::collections::HashMap;

use serde::Deserialize;

use crate::commands::lines::form::LinesForm;
use crate::commands::lines::seen::SeenLine;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

/// Codes that one form may have.
const MOST_CODES: usize = 200;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SeparateForm {
    pub key: TypedKey,
    line: Vec<String>,
    /// `12/1`, and beside it the units typed for it.
    of: Vec<String>,
    units: Vec<String>,
    /// What was scanned, one code a line.
    pub codes: String,
    /// Why other lots are taken than those that expire first (PH-6).
    pub reason: String,
    /// The lots that the page proposed; empty where it is to propose them.
    pub plan: String,
}

impl Keyed for SeparateForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl SeparateForm {
    /// Each once, in the order in which every command takes them.
    pub fn lines(&self) -> AppResult<Vec<SeenLine>> {
        LinesForm::of(self.line.clone()).lines()
    }

    /// What was typed for a line; none where its field was not on the page.
    pub fn units_of(&self, line: SeenLine) -> Option<&str> {
        let typed: HashMap<&str, &str> =
            self.of.iter().map(String::as_str).zip(self.units.iter().map(String::as_str)).collect();
        typed.get(format!("{}/{}", line.prescription_id, line.number).as_str()).copied()
    }

    /// # Errors
    /// [`AppError::TooLarge`] for more than anybody scans for one form.
    pub fn check_codes(&self) -> AppResult<()> {
        if self.scanned().count() > MOST_CODES { Err(AppError::TooLarge) } else { Ok(()) }
    }

    /// As scanned, one a line.
    pub fn scanned(&self) -> impl Iterator<Item = &str> {
        self.codes.lines().map(str::trim).filter(|code| !code.is_empty())
    }
}
