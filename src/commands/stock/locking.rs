//! The order in which stock is locked: whoever moves units holds the lots of their medications first, all at once and in
//! the order of their ids, so that no two commands wait for each other. Lines are held before lots, by prescription and
//! number.

use diesel::prelude::*;

use crate::schema::lots;

/// Holds all lots of the medications until the commit. What is read of them afterwards, in a statement of its own, is
/// as the last command left it.
///
/// # Errors
/// A database error.
pub fn lock_lots(connection: &mut PgConnection, medication_ids: &[i64]) -> QueryResult<()> {
    fail::fail_point!("stock-is-not-locked", |_| Ok(()));
    lots::table
        .filter(lots::medication_id.eq_any(medication_ids))
        .order(lots::id)
        .select(lots::id)
        .for_no_key_update()
        .load::<i64>(connection)?;
    Ok(())
}

/// Holds all lots of the medication that a lot is of.
///
/// # Errors
/// [`diesel::result::Error::NotFound`] without such a lot.
pub fn lock_medication_of(connection: &mut PgConnection, lot_id: i64) -> QueryResult<()> {
    let medication_id: i64 = lots::table.find(lot_id).select(lots::medication_id).first(connection)?;
    lock_lots(connection, &[medication_id])
}
