//! The transfer form as a browser sends it.

use serde::Deserialize;

use crate::commands::free_beds::read_bed;
use crate::domain::problem::Problem;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TransferForm {
    pub key: TypedKey,
    /// The bed that the patient was seen in.
    from: String,
    bed: String,
}

/// Why nobody was moved.
#[derive(Clone, Debug)]
pub enum Rejection {
    /// Something is wrong with the bed that was chosen.
    Bed(Box<Problem>),
    /// The patient is no longer where the form said.
    Moved,
}

impl Keyed for TransferForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl TransferForm {
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
