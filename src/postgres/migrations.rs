//! Brings the schema up to date, one instance at a time, and out of the way of those that are open meanwhile.
//!
//! A migration that waits for a table's lock makes everybody wait behind it: behind a backup's read, for the whole of the
//! backup. So each gives up after a moment and tries again a little later.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::postgres::pools::{named, reachable};

pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Any number that nothing else in the database locks with.
const LOCK: i64 = 7_061_972;
/// Whoever is open meanwhile waits no longer than this.
const IN_THE_WAY_FOR: &str = "set lock_timeout = '300ms'";
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// A backup of a large hospital may read a table for long.
const TRY_FOR: Duration = Duration::from_secs(15 * 60);

diesel::define_sql_function! {
    fn pg_try_advisory_lock(key: BigInt) -> Bool;
}
diesel::define_sql_function! {
    fn pg_advisory_unlock(key: BigInt) -> Bool;
}

diesel::table! {
    __diesel_schema_migrations (version) {
        version -> Text,
    }
}

/// Why the schema is not up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    #[error("cannot connect to the database: {0}")]
    Connection(#[from] ConnectionError),
    #[error("the schema cannot be locked: {0}")]
    Lock(#[from] diesel::result::Error),
    #[error("another program has been migrating the schema for {0:?}")]
    Busy(Duration),
    #[error("a migration failed: {0}")]
    Migration(Failure),
    #[error(
        "the schema of the database is newer than this program: it does not know the migration {0}. \
         Start the newer program, or restore the database from before its update"
    )]
    Newer(String),
    #[error("the schema of the database is older than this program: the migration {0} has not been run")]
    Older(String),
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs what has not been run yet; the versions that were. A second instance waits and finds nothing to do.
///
/// # Errors
/// No connection, a schema that is newer than the program, or a migration that failed; earlier ones stand.
pub fn run_pending(url: &str) -> Result<Vec<String>, MigrationError> {
    run_pending_of(url, || MIGRATIONS)
}

/// As [`run_pending`], of other migrations.
///
/// # Errors
/// As [`run_pending`].
pub fn run_pending_of<S: MigrationSource<Pg>>(url: &str, source: fn() -> S) -> Result<Vec<String>, MigrationError> {
    let mut connection = connect(url)?;
    if is_migrated(&mut connection) && pending(&mut connection, source())?.is_empty() {
        return Ok(Vec::new());
    }
    alone(&mut connection, |connection| {
        pending(connection, source())?.iter().map(|migration| run_one(connection, migration)).collect()
    })
}

/// Whether the schema is this program's, neither newer nor older; for what joins a hospital that is open.
///
/// # Errors
/// No connection, or a schema that is another's.
pub fn check_schema(url: &str) -> Result<(), MigrationError> {
    let pending = pending(&mut connect(url)?, MIGRATIONS)?;
    pending.first().map_or(Ok(()), |first| Err(MigrationError::Older(first.name().version().to_string())))
}

/// Takes every migration back; for the test of both ways.
///
/// # Errors
/// As [`run_pending`].
pub fn revert_all(url: &str) -> Result<Vec<String>, MigrationError> {
    alone(&mut connect(url)?, |connection| {
        let reverted = connection.revert_all_migrations(MIGRATIONS).map_err(MigrationError::Migration)?;
        Ok(reverted.iter().map(ToString::to_string).collect())
    })
}

fn connect(url: &str) -> Result<PgConnection, MigrationError> {
    let mut connection = PgConnection::establish(&reachable(url))?;
    connection.batch_execute(&[IN_THE_WAY_FOR, &named("migrations")].join("; "))?;
    Ok(connection)
}

/// So that an instance with nothing to do does not wait for one that migrates. The list of what was run is not made for
/// this question: two that make it at once would be in each other's way.
fn is_migrated(connection: &mut PgConnection) -> bool {
    let applied = __diesel_schema_migrations::table.select(__diesel_schema_migrations::version);
    applied.first::<String>(connection).is_ok()
}

fn pending<S: MigrationSource<Pg>>(
    connection: &mut PgConnection,
    source: S,
) -> Result<Vec<Box<dyn Migration<Pg>>>, MigrationError> {
    refuse_newer(connection, &source)?;
    connection.pending_migrations(source).map_err(MigrationError::Migration)
}

fn alone(
    connection: &mut PgConnection,
    run: impl FnOnce(&mut PgConnection) -> Result<Vec<String>, MigrationError>,
) -> Result<Vec<String>, MigrationError> {
    lock(connection)?;
    let outcome = run(connection);
    diesel::select(pg_advisory_unlock(LOCK)).execute(connection)?;
    outcome
}

fn lock(connection: &mut PgConnection) -> Result<(), MigrationError> {
    let began = Instant::now();
    while !diesel::select(pg_try_advisory_lock(LOCK)).get_result::<bool>(connection)? {
        if began.elapsed() > TRY_FOR {
            return Err(MigrationError::Busy(began.elapsed()));
        }
        tracing::info!("another program is migrating the schema; waiting for it");
        std::thread::sleep(TRY_AGAIN_AFTER);
    }
    Ok(())
}

fn refuse_newer(connection: &mut PgConnection, source: &impl MigrationSource<Pg>) -> Result<(), MigrationError> {
    let known = source.migrations().map_err(MigrationError::Migration)?;
    let applied = connection.applied_migrations().map_err(MigrationError::Migration)?;
    let is_known = |version: &_| known.iter().any(|migration| migration.name().version() == *version);
    applied
        .iter()
        .find(|version| !is_known(version))
        .map_or(Ok(()), |version| Err(MigrationError::Newer(version.to_string())))
}

fn run_one(connection: &mut PgConnection, migration: &dyn Migration<Pg>) -> Result<String, MigrationError> {
    let began = Instant::now();
    loop {
        match connection.run_migration(migration) {
            Ok(version) => return Ok(version.to_string()),
            Err(failure) if waited_for_a_lock(&failure) && began.elapsed() < TRY_FOR => {
                tracing::info!(%failure, "somebody reads what is to be migrated; trying again in {TRY_AGAIN_AFTER:?}");
                std::thread::sleep(TRY_AGAIN_AFTER);
            }
            Err(failure) => return Err(MigrationError::Migration(failure)),
        }
    }
}

fn waited_for_a_lock(failure: &Failure) -> bool {
    let words = failure.to_string();
    words.contains("lock timeout") || words.contains("deadlock detected")
}
