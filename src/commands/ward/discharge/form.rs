//! The discharge form as a browser sends it.

use serde::Deserialize;

use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DischargeForm {
    pub key: TypedKey,
    /// The stay that was seen.
    admission: String,
    /// How many open lines were seen.
    lines: String,
    disposition: String,
    pub note: String,
}

impl Keyed for DischargeForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl DischargeForm {
    pub fn admission(&self) -> AppResult<i64> {
        self.admission.parse().map_err(|_| AppError::BadRequest("the stay is missing"))
    }

    pub fn lines(&self) -> AppResult<usize> {
        self.lines.parse().map_err(|_| AppError::BadRequest("the number of lines is missing"))
    }

    pub fn disposition(&self) -> &str {
        &self.disposition
    }
}
