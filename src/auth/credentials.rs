//! A username with its password: the one check behind log-in and second person, with one count of failures an account
//! (SEC-3).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::auth::password;
use crate::clock;
use crate::schema::users;

/// Wrong passwords in a row after which an account waits (SEC-3).
const FAILURES_ALLOWED: i32 = 8;
const LOCKED_FOR: TimeDelta = TimeDelta::minutes(15);

/// An active account whose password was right.
pub struct Account {
    pub id: i64,
    /// As stored, see [`crate::domain::role::Role`].
    pub role: String,
}

/// Why nobody is let in; a wrong name and a wrong password are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoMatch,
    /// After too many wrong passwords even the right one waits.
    Locked,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct Known {
    id: i64,
    role: String,
    password_hash: String,
    failed_logins: i32,
    locked_until: Option<DateTime<Utc>>,
}

/// Checks the password and keeps the count of failures; takes as long for a name that nobody has. The hash takes a
/// while: off the event loop, and outside a transaction that may be rolled back with the count.
///
/// # Errors
/// A database error.
pub fn verify(connection: &mut PgConnection, username: &str, typed: &str) -> QueryResult<Result<Account, Refusal>> {
    let known: Option<Known> = users::table
        .filter(users::username.eq(username.trim().to_lowercase()))
        .filter(users::active)
        .select(Known::as_select())
        .first(connection)
        .optional()?;
    let fits = password::fits(typed, known.as_ref().map(|known| known.password_hash.as_str()));
    let Some(Known { id, role, failed_logins, locked_until, .. }) = known else { return Ok(Err(Refusal::NoMatch)) };
    if locked_until.is_some_and(|until| until > clock::now()) {
        return Ok(Err(Refusal::Locked));
    }
    if !fits {
        count_failure(connection, id)?;
        return Ok(Err(Refusal::NoMatch));
    }
    if failed_logins > 0 {
        forgive(connection, id)?;
    }
    Ok(Ok(Account { id, role }))
}

fn count_failure(connection: &mut PgConnection, id: i64) -> QueryResult<()> {
    let failed: i32 = diesel::update(users::table.find(id))
        .set(users::failed_logins.eq(users::failed_logins + 1))
        .returning(users::failed_logins)
        .get_result(connection)?;
    if failed >= FAILURES_ALLOWED {
        diesel::update(users::table.find(id))
            .set((users::failed_logins.eq(0), users::locked_until.eq(clock::now() + LOCKED_FOR)))
            .execute(connection)?;
    }
    Ok(())
}

fn forgive(connection: &mut PgConnection, id: i64) -> QueryResult<()> {
    diesel::update(users::table.find(id)).set(users::failed_logins.eq(0)).execute(connection)?;
    Ok(())
}
