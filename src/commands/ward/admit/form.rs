//! The admission form as a browser sends it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::commands::free_beds::read_bed;
use crate::domain::arrival::read_arrival;
use crate::domain::problem::Problem;
use crate::page::keyed::{Keyed, TypedKey};

/// What is wrong, and on which field it hangs.
pub type Wrong = (&'static str, Problem);

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AdmitForm {
    pub key: TypedKey,
    bed: String,
    /// Empty for now.
    pub arrived: String,
}

impl Keyed for AdmitForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl AdmitForm {
    /// The bed, and when the patient arrived, if not just now.
    ///
    /// # Errors
    /// Each [`Problem`] to say next to its field.
    pub fn read(&self, now: DateTime<Utc>, zone: Tz) -> Result<(i64, Option<DateTime<Utc>>), Vec<Wrong>> {
        match (read_bed(&self.bed), read_arrival(&self.arrived, now, zone)) {
            (Ok(bed_id), Ok(arrived_at)) => Ok((bed_id, arrived_at)),
            (bed, arrived) => {
                let problems = [("bed", bed.err()), ("arrived", arrived.err())];
                Err(problems.into_iter().filter_map(|(field, problem)| Some((field, problem?))).collect())
            }
        }
    }

    pub fn has_chosen(&self, bed_id: i64) -> bool {
        read_bed(&self.bed) == Ok(bed_id)
    }
}
