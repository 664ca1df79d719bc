//! The stay that something is taken home from: the one that goes on, or the last one for a day.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::discharge::check_send_home;
use crate::domain::problem::Problem;
use crate::schema::admissions;

/// A patient's latest stay.
pub struct Stay {
    pub admission_id: i64,
    pub discharged_at: Option<DateTime<Utc>>,
    disposition: Option<String>,
}

impl Stay {
    /// # Errors
    /// Nothing goes home from a stay that ended too long ago, or with death.
    pub fn check(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        check_send_home(self.discharged_at, self.disposition.as_deref(), now)
    }
}

/// The latest stay, looked at only; None for somebody who never was here.
pub fn latest_stay(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<Stay>> {
    let found = latest(patient_id).first(connection).optional()?;
    Ok(found.map(stay))
}

/// The latest stay; neither discharge nor another prescription passes until the commit.
pub fn lock_latest_stay(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<Stay>> {
    let found = latest(patient_id).for_no_key_update().first(connection).optional()?;
    Ok(found.map(stay))
}

type Row = (i64, Option<DateTime<Utc>>, Option<String>);

#[diesel::dsl::auto_type(no_type_alias)]
fn latest(patient_id: i64) -> _ {
    let columns: (admissions::id, admissions::discharged_at, admissions::discharge_disposition) =
        (admissions::id, admissions::discharged_at, admissions::discharge_disposition);
    admissions::table
        .filter(admissions::patient_id.eq(patient_id))
        .order((admissions::admitted_at.desc(), admissions::id.desc()))
        .select(columns)
}

fn stay((admission_id, discharged_at, disposition): Row) -> Stay {
    Stay { admission_id, discharged_at, disposition }
}
