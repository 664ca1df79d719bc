//! Beds as forms offer them: where a patient lies, and where one could.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::domain::problem::Problem;
use crate::schema::{admissions, beds, wards};

/// A bed, and the ward that it stands in.
#[derive(Queryable)]
pub struct Bed {
    pub id: i64,
    pub code: String,
    pub ward_name_pt: String,
    pub ward_name_en: String,
}

/// Where a patient lies; None for one who is not admitted.
///
/// # Errors
/// A database error.
pub fn current_bed(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<Bed>> {
    admissions::table
        .inner_join(beds::table.inner_join(wards::table))
        .filter(admissions::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .select((beds::id, beds::code, wards::name_pt, wards::name_en))
        .first(connection)
        .optional()
}

/// Every bed that nobody lies in now, by ward. Somebody else may be quicker: the write decides.
///
/// # Errors
/// A database error.
pub fn free_beds(connection: &mut PgConnection) -> QueryResult<Vec<Bed>> {
    let taken = admissions::table.filter(admissions::bed_id.eq(beds::id)).filter(admissions::discharged_at.is_null());
    beds::table
        .inner_join(wards::table)
        .filter(not(exists(taken)))
        .order((wards::id, beds::code))
        .select((beds::id, beds::code, wards::name_pt, wards::name_en))
        .load(connection)
}

/// The bed that was chosen from the list.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_bed(chosen: &str) -> Result<i64, Problem> {
    match chosen.trim() {
        "" => Err(Problem::BedMissing),
        bed => bed.parse().map_err(|_| Problem::BedUnknown),
    }
}
