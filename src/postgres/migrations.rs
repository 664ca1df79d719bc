//! Brings the schema up to date, one instance at a time.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Any number that nothing else in the database locks with.
const LOCK: i64 = 7_061_972;

diesel::define_sql_function! {
    fn pg_advisory_lock(key: BigInt) -> diesel::sql_types::Nullable<diesel::sql_types::Text>;
}
diesel::define_sql_function! {
    fn pg_advisory_unlock(key: BigInt) -> diesel::sql_types::Bool;
}

/// Why the schema is not up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    #[error("cannot connect to the database: {0}")]
    Connection(#[from] ConnectionError),
    #[error("the schema cannot be locked: {0}")]
    Lock(#[from] diesel::result::Error),
    #[error("a migration failed: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
}

/// Runs what has not been run yet; the versions that were. A second instance waits and finds nothing to do.
///
/// # Errors
/// No connection, or a migration that failed; earlier ones stand.
pub fn run_pending(url: &str) -> Result<Vec<String>, MigrationError> {
    alone(url, |connection| connection.run_pending_migrations(MIGRATIONS).map(|run| names(&run)))
}

/// Takes every migration back; for the test of both ways.
///
/// # Errors
/// As [`run_pending`].
pub fn revert_all(url: &str) -> Result<Vec<String>, MigrationError> {
    alone(url, |connection| connection.revert_all_migrations(MIGRATIONS).map(|reverted| names(&reverted)))
}

type Harnessed = Result<Vec<String>, Box<dyn std::error::Error + Send + Sync>>;

fn alone(url: &str, run: impl FnOnce(&mut PgConnection) -> Harnessed) -> Result<Vec<String>, MigrationError> {
    let mut connection = PgConnection::establish(url)?;
    diesel::select(pg_advisory_lock(LOCK)).execute(&mut connection)?;
    let outcome = run(&mut connection).map_err(MigrationError::Migration);
    diesel::select(pg_advisory_unlock(LOCK)).execute(&mut connection)?;
    outcome
}

fn names(versions: &[diesel::migration::MigrationVersion<'_>]) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}
