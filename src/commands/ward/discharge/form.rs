//! The discharge form as a browser sends it.

use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::error::{AppError, AppResult};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DischargeForm {
    key: String,
    /// The stay that was seen.
    admission: String,
    /// How many open lines were seen.
    lines: String,
    disposition: String,
    pub note: String,
}

impl DischargeForm {
    pub fn fresh() -> Self {
        DischargeForm::default().with_fresh_key()
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
