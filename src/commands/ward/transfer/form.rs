//! The transfer form as a browser sends it.

use serde::Deserialize;

use crate::commands::free_beds::read_bed;
use crate::domain::form_key::FormKey;
use crate::domain::problem::Problem;
use crate::error::{AppError, AppResult};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TransferForm {
    key: String,
    /// The bed that the patient was seen in.
    from: String,
    bed: String,
}

/// Why nobody was moved.
#[derive(Debug)]
pub enum Rejection {
    /// Something is wrong with the bed that was chosen.
    Bed(Box<Problem>),
    /// The patient is no longer where the form said.
    Moved,
}

impl TransferForm {
    pub fn fresh() -> Self {
        TransferForm::default().with_fresh_key()
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

    pub fn left_bed(&self) -> AppResult<i64> {
        self.from.parse().map_err(|_| AppError::BadRequest("the bed that the patient leaves is missing"))
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
