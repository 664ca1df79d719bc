//! Whether a doctor may act as one at all (ID-8).

use diesel::prelude::*;

use crate::schema::{doctors, users};

/// Whether the registration is active; held so until the commit.
///
/// # Errors
/// `NotFound` without such a doctor.
pub fn is_active(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<bool> {
    doctors::table.find(doctor_id).select(doctors::active).for_share().first(connection)
}

/// Whether somebody acts as a doctor whose registration is not active; held so until the commit.
///
/// # Errors
/// A database error.
pub fn is_inactive(connection: &mut PgConnection, user_id: i64) -> QueryResult<bool> {
    let of_user = users::table.filter(users::id.eq(user_id)).select(users::doctor_id.assume_not_null());
    let active: Option<bool> = doctors::table
        .filter(doctors::id.eq_any(of_user))
        .select(doctors::active)
        .for_share()
        .first(connection)
        .optional()?;
    Ok(active == Some(false))
}
