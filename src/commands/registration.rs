//! Whether a doctor may act as one at all (ID-8).

use diesel::prelude::*;

use crate::schema::doctors;

/// Whether the registration is active; held so until the commit.
///
/// # Errors
/// `NotFound` without such a doctor.
pub fn is_active(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<bool> {
    doctors::table.find(doctor_id).select(doctors::active).for_share().first(connection)
}
