//! The database that a configuration means: one of your own, or the embedded server.

use std::time::Duration;

use crate::config::Config;
use crate::postgres::embedded::{DATABASE, Embedded, EmbeddedError, SUPERUSER, Settings, url_of_running};
use crate::postgres::migrations::{MigrationError, check_schema, run_pending};
use crate::postgres::pools::DatabaseRole;

/// A migrated database, and how each role reaches it. The embedded server stops when this is dropped.
pub struct Database {
    pub owner_url: String,
    pub commands_url: String,
    pub queries_url: String,
    /// A server for pages alone.
    pub replica_url: Option<String>,
    embedded: Option<Embedded>,
}

/// Why there is no database to work with.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    #[error(transparent)]
    Migration(#[from] MigrationError),
}

impl Database {
    /// Starts the embedded server unless `DATABASE_URL` names one, and brings the schema up to date.
    ///
    /// # Errors
    /// No server, or a migration that failed.
    pub fn open(config: &Config) -> Result<Self, DatabaseError> {
        let database = match &config.database_url {
            Some(url) => Database::external(url, config.query_database_url.as_deref()),
            None => Database::embedded(config)?,
        };
        for migration in run_pending(&database.owner_url)? {
            tracing::info!(migration, "migrated");
        }
        Ok(database)
    }

    /// As [`Database::open`]; where another Posology runs the embedded server, the same one, if the schema is ours.
    ///
    /// # Errors
    /// As [`Database::open`], and a schema of another program.
    pub fn open_or_join(config: &Config) -> Result<Self, DatabaseError> {
        match Database::open(config) {
            Err(DatabaseError::Embedded(EmbeddedError::AlreadyRunning(_))) => {
                let settings = Settings { data_dir: config.data_dir.clone(), extra: Vec::new() };
                let url = url_of_running(&settings, SUPERUSER, DATABASE)?;
                check_schema(&url)?;
                Ok(Database::external(&url, config.query_database_url.as_deref()))
            }
            opened => opened,
        }
    }

    /// A server that somebody else runs; the URL's log-in owns the database.
    pub fn external(url: &str, replica_url: Option<&str>) -> Self {
        Database {
            owner_url: url.to_owned(),
            commands_url: url.to_owned(),
            queries_url: url.to_owned(),
            replica_url: replica_url.map(str::to_owned),
            embedded: None,
        }
    }

    fn embedded(config: &Config) -> Result<Self, EmbeddedError> {
        let settings = Settings { data_dir: config.data_dir.clone(), extra: Vec::new() };
        let server = Embedded::start(&settings)?;
        Ok(Database {
            owner_url: server.url(SUPERUSER, DATABASE),
            commands_url: server.url(DatabaseRole::Commands.name(), DATABASE),
            queries_url: server.url(DatabaseRole::Queries.name(), DATABASE),
            replica_url: config.query_database_url.clone(),
            embedded: Some(server),
        })
    }

    /// The end of the embedded server's log, once that server cannot be brought up again; never of another server.
    pub async fn lost(&self) -> String {
        let Some(mut lost) = self.embedded.as_ref().map(Embedded::lost) else { return std::future::pending().await };
        let why = lost.wait_for(Option::is_some).await.ok().and_then(|why| why.clone());
        why.unwrap_or_default()
    }

    /// As dropping it, with so much time for the embedded server to end in good order.
    pub fn close_within(self, patience: Duration) {
        if let Some(server) = self.embedded {
            server.stop_within(patience);
        }
    }

    /// Our own server, with no hospital of anybody's in it unless we put one there.
    pub fn is_embedded(&self) -> bool {
        self.embedded.is_some()
    }
}
