//! A PostgreSQL server of our own, started from installed binaries and kept across restarts.

mod account;
mod binaries;
mod cluster;
mod keeper;
mod launch;
mod process;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use account::Account;
use binaries::Binaries;
use launch::Launch;
use process::Process;
use tokio::sync::watch;

/// The cluster's owner.
pub const SUPERUSER: &str = "posology";
/// The database that is made for the hospital.
pub const DATABASE: &str = "posology";

/// Where the data is, and settings beyond our own (`fsync=off` in tests, never elsewhere).
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub data_dir: Option<PathBuf>,
    pub extra: Vec<(String, String)>,
}

/// A running server, started again when it dies. Dropping it stops the server, in good order where it listens to that;
/// if we die, it stops by itself.
pub struct Embedded {
    socket_dir: PathBuf,
    process: Process,
    /// Held for as long as the server runs, so that no second one starts on the same data.
    _lock: File,
}

/// Why there is no embedded server.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    #[error("PostgreSQL 15 or newer is not installed. {0} Or set DATABASE_URL to a server of yours.")]
    NoBinaries(String),
    #[error(
        "there is no system user “postgres”, which the embedded server runs as when Posology runs as root. \
             Install PostgreSQL from your system's packages, or run Posology as an ordinary user."
    )]
    NoAccount,
    #[error("there is no home for the data: set POSOLOGY_DATA_DIR")]
    NoDataDir,
    #[error("another Posology is already running on {0}")]
    AlreadyRunning(PathBuf),
    #[error("{doing} {path}: {error}")]
    Files { doing: &'static str, path: PathBuf, error: std::io::Error },
    #[error("{program} failed:\n{output}")]
    Program { program: &'static str, output: String },
    #[error("PostgreSQL did not come up. The end of its log:\n{0}")]
    DidNotStart(String),
}

impl EmbeddedError {
    fn files(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> EmbeddedError {
        let path = path.to_owned();
        move |error| EmbeddedError::Files { doing, path, error }
    }
}

/// Where the data is, of an embedded server or not: as configured, else where the system keeps such data.
///
/// # Errors
/// [`EmbeddedError::NoDataDir`] of somebody without a home.
pub fn data_dir(configured: Option<&Path>) -> Result<PathBuf, EmbeddedError> {
    match Account::current() {
        Ok(account) => cluster::data_dir(configured, &account),
        // Root, where no embedded server can run.
        Err(_) => Ok(configured.map_or_else(|| PathBuf::from(cluster::SYSTEM_DATA_DIR), Path::to_owned)),
    }
}

impl Embedded {
    /// Makes the cluster on the first start, starts the server, and waits until it answers.
    ///
    /// # Errors
    /// In words, with what to install or change.
    pub fn start(settings: &Settings) -> Result<Self, EmbeddedError> {
        let binaries = Binaries::find()?;
        let account = Account::current()?;
        let data_dir = cluster::data_dir(settings.data_dir.as_deref(), &account)?;
        account.make_private_dir(&data_dir)?;
        let lock = cluster::lock(&data_dir)?;
        cluster::create_once(&data_dir, &binaries, &account)?;
        let socket_dir = cluster::socket_dir(&data_dir, &account)?;
        let launch =
            Launch { data_dir, socket_dir: socket_dir.clone(), binaries, account, extra: settings.extra.clone() };
        let server = Embedded { socket_dir, process: Process::start(launch)?, _lock: lock };
        cluster::create_database(&server.url(SUPERUSER, "postgres"))?;
        Ok(server)
    }

    /// How a database role reaches a database, through the private socket.
    pub fn url(&self, role: &str, database: &str) -> String {
        url(&self.socket_dir, role, database)
    }

    /// The end of the server's log, once it died and could not be brought up again: nobody tries any more.
    pub fn lost(&self) -> watch::Receiver<Option<String>> {
        self.process.lost()
    }

    /// As dropping it, with so much time for a good order; a moment later it is gone in any case.
    pub fn stop_within(self, patience: Duration) {
        self.process.stop_within(patience);
    }
}

/// As [`Embedded::url`], of the server that another Posology runs on the same data.
///
/// # Errors
/// In words, where there is no such place.
pub fn url_of_running(settings: &Settings, role: &str, database: &str) -> Result<String, EmbeddedError> {
    let account = Account::current()?;
    let data_dir = cluster::data_dir(settings.data_dir.as_deref(), &account)?;
    Ok(url(&cluster::socket_dir(&data_dir, &account)?, role, database))
}

fn url(socket_dir: &Path, role: &str, database: &str) -> String {
    format!("postgres:///{database}?host={}&user={role}", socket_dir.display())
}
