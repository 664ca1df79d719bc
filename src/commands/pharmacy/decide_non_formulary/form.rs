//! The decision, or the pharmacy's word, as a browser sends it.

use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::error::{AppError, AppResult};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    key: String,
    pub decision: String,
    pub reason: String,
    /// The pharmacy's: code or label of the row.
    pub medication: String,
}

impl DecideForm {
    pub fn fresh() -> Self {
        DecideForm::default().with_fresh_key()
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

    pub fn has_chosen(&self, decision: &str) -> bool {
        self.decision == decision
    }
}
