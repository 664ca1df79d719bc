//! A username with its password: the one check behind log-in and second person, with one count of failures an account
//! (SEC-3).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::clock;
use crate::error::AppResult;
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

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = users)]
struct Known {
    id: i64,
    role: String,
    password_hash: String,
}

/// Checks the password and keeps the count of failures; takes as long for a name that nobody has. No connection is held
/// while the password is checked, and the count is no part of anything that may be rolled back.
///
/// # Errors
/// [`crate::error::AppError::Busy`] where too many passwords wait for their check, or a database error.
pub async fn verify(app: &App, username: &str, typed: String) -> AppResult<Result<Account, Refusal>> {
    let username = username.trim().to_lowercase();
    let known = app.write(move |connection| Ok(known(connection, &username)?)).await?;
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let fits = app.hashing.fits(typed, hash).await?;
    let Some(Known { id, role, .. }) = known else { return Ok(Err(counted(Refusal::NoMatch))) };
    let refusal =
        app.write(move |connection| Ok(connection.transaction(|connection| count(connection, id, fits))?)).await?;
    Ok(refusal.map_or(Ok(Account { id, role }), |refusal| Err(counted(refusal))))
}

/// Whoever runs the system sees that somebody guesses.
fn counted(refusal: Refusal) -> Refusal {
    let why = match refusal {
        Refusal::NoMatch => "no-match",
        Refusal::Locked => "locked",
    };
    metrics::counter!("posology_passwords_refused_total", "why" => why).increment(1);
    refusal
}

fn known(connection: &mut PgConnection, username: &str) -> QueryResult<Option<Known>> {
    users::table
        .filter(users::username.eq(username))
        .filter(users::active)
        .select(Known::as_select())
        .first(connection)
        .optional()
}

/// One after the other, so that of many wrong passwords at once each counts.
fn count(connection: &mut PgConnection, id: i64, fits: bool) -> QueryResult<Option<Refusal>> {
    let (failed_logins, locked_until): (i32, Option<DateTime<Utc>>) = users::table
        .find(id)
        .select((users::failed_logins, users::locked_until))
        .for_no_key_update()
        .first(connection)?;
    if locked_until.is_some_and(|until| until > clock::now()) {
        return Ok(Some(Refusal::Locked));
    }
    if !fits {
        count_failure(connection, id)?;
        return Ok(Some(Refusal::NoMatch));
    }
    if failed_logins > 0 {
        forgive(connection, id)?;
    }
    Ok(None)
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
        tracing::warn!(user_id = id, minutes = LOCKED_FOR.num_minutes(), "an account waits after wrong passwords");
    }
    Ok(())
}

fn forgive(connection: &mut PgConnection, id: i64) -> QueryResult<()> {
    diesel::update(users::table.find(id)).set(users::failed_logins.eq(0)).execute(connection)?;
    Ok(())
}
