//! The admission form as a browser sends it.

use serde::Deserialize;

use crate::commands::free_beds::read_bed;
use crate::domain::form_key::FormKey;
use crate::domain::problem::Problem;
use crate::error::{AppError, AppResult};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AdmitForm {
    key: String,
    bed: String,
}

impl AdmitForm {
    pub fn fresh() -> Self {
        AdmitForm::default().with_fresh_key()
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

    /// # Errors
    /// The [`Problem`] to say next to the field.
    pub fn chosen_bed(&self) -> Result<i64, Problem> {
        read_bed(&self.bed)
    }

    pub fn has_chosen(&self, bed_id: i64) -> bool {
        self.chosen_bed() == Ok(bed_id)
    }
}
