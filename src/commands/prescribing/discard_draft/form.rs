//! The form as a browser sends it.

use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::error::{AppError, AppResult};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DiscardForm {
    key: String,
    pub reason: String,
}

impl DiscardForm {
    pub fn fresh() -> Self {
        DiscardForm::default().with_fresh_key()
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
}
