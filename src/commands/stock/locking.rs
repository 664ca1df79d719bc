//! The one order in which commands take what they move, so that no two wait for each other: lines by prescription and
//! number, then lots by id.

use diesel::prelude::*;

use crate::schema::lots;

/// Holds lots until the commit, in the order of their ids.
///
/// # Errors
/// A database error.
pub fn hold_lots(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<()> {
    lots::table
        .filter(lots::id.eq_any(ids))
        .order(lots::id)
        .select(lots::id)
        .for_no_key_update()
        .load::<i64>(connection)?;
    Ok(())
}
