//! The admission form as a browser sends it.

use serde::Deserialize;

use crate::commands::free_beds::read_bed;
use crate::domain::problem::Problem;
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AdmitForm {
    pub key: TypedKey,
    bed: String,
}

impl Keyed for AdmitForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl AdmitForm {
    /// # Errors
    /// The [`Problem`] to say next to the field.
    pub fn chosen_bed(&self) -> Result<i64, Problem> {
        read_bed(&self.bed)
    }

    pub fn has_chosen(&self, bed_id: i64) -> bool {
        self.chosen_bed() == Ok(bed_id)
    }
}
