//! The hospital's clock: the database's, which all instances share, whatever this machine believes the time is.
//!
//! It is read every second, and goes on between two readings by a clock that nobody can set. So what is valid, which
//! session has ended and when a dose was given never depend on which instance was asked.

use std::sync::{PoisonError, RwLock};
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

diesel::define_sql_function! {
    fn clock_timestamp() -> Timestamptz;
}

/// One look at the database's clock.
#[derive(Clone, Copy, Debug)]
struct Reading {
    at: DateTime<Utc>,
    taken: Instant,
}

static LAST: RwLock<Option<Reading>> = RwLock::new(None);

/// The time by the database; by this machine before anybody has read the database's clock.
pub fn now() -> DateTime<Utc> {
    let last = *LAST.read().unwrap_or_else(PoisonError::into_inner);
    last.map_or_else(Utc::now, |Reading { at, taken }| at + since(taken))
}

fn since(taken: Instant) -> TimeDelta {
    TimeDelta::from_std(taken.elapsed()).unwrap_or_default()
}

/// Keeps a reading; `asked` is when the question was sent, so that the answer is as old as half the way there and back.
pub fn keep(at: DateTime<Utc>, asked: Instant) {
    let reading = Reading { at: at + since(asked) / 2, taken: Instant::now() };
    *LAST.write().unwrap_or_else(PoisonError::into_inner) = Some(reading);
}

/// Reads the database's clock and keeps it.
///
/// # Errors
/// A database error.
pub fn set_by(connection: &mut PgConnection) -> QueryResult<()> {
    let asked = Instant::now();
    let at = diesel::select(clock_timestamp()).get_result(connection)?;
    keep(at, asked);
    Ok(())
}
