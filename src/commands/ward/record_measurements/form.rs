//! The measurement form as a browser sends it.

use chrono::Utc;
use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::domain::measurement::TypedMeasurement;
use crate::error::{AppError, AppResult};
use crate::language::Words;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MeasurementForm {
    key: String,
    pub weight: String,
    pub height: String,
    pub measured: String,
    /// The doubtful values that somebody looked at twice.
    confirm: String,
}

impl MeasurementForm {
    /// Measured now, unless somebody says otherwise.
    pub fn fresh(words: &Words) -> Self {
        let measured = Utc::now().with_timezone(&words.zone).format("%Y-%m-%dT%H:%M").to_string();
        MeasurementForm { measured, ..MeasurementForm::default() }.with_fresh_key()
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

    pub fn typed(&self) -> TypedMeasurement<'_> {
        TypedMeasurement { weight: &self.weight, height: &self.height, measured: &self.measured }
    }

    pub fn confirmed(&self) -> &str {
        &self.confirm
    }
}
