//! Lines that somebody is looking at: nobody else takes them meanwhile.

use diesel::prelude::*;

use crate::clock;
use crate::domain::claim::lapsed_before;
use crate::schema::{claims, users};

/// Who else is on the item. Whoever asks holds the line's lock, so that the answer stands until the commit.
///
/// # Errors
/// A database error.
pub fn claimed_by_other(connection: &mut PgConnection, item_id: i64, user_id: i64) -> QueryResult<Option<String>> {
    claims::table
        .inner_join(users::table)
        .filter(claims::item_id.eq(item_id))
        .filter(claims::user_id.ne(user_id))
        .filter(claims::claimed_at.gt(lapsed_before(clock::now())))
        .select(users::name)
        .first(connection)
        .optional()
}

/// What is done is nobody's any more.
///
/// # Errors
/// A database error.
pub fn end_claim(connection: &mut PgConnection, item_id: i64) -> QueryResult<usize> {
    diesel::delete(claims::table.find(item_id)).execute(connection)
}
