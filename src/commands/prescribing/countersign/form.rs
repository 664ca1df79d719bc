//! The countersignature as a browser sends it.

use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::error::{AppError, AppResult};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CountersignForm {
    key: String,
}

/// Somebody countersigned it already.
#[derive(Debug)]
pub struct AlreadyCountersigned;

impl CountersignForm {
    pub fn fresh() -> Self {
        CountersignForm { key: FormKey::fresh().to_string() }
    }

    pub fn key(&self) -> AppResult<FormKey> {
        FormKey::parse(&self.key).ok_or(AppError::BadRequest("the form's key is missing"))
    }

    pub fn key_text(&self) -> &str {
        &self.key
    }
}
