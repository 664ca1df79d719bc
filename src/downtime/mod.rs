//! What stays readable when the server is down: packs of all wards in a folder, written again and again, each whole or
//! not there.

mod folder;
mod generation;
mod once;
mod pace;
mod papers;
mod timer;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::clock;
use crate::error::AppError;
use crate::language::Language;
use crate::pdf::PdfError;

pub use once::write_once;
pub use pace::Pace;
pub use timer::pack_now_and_then;

/// The hospital's own: packs are read by whoever comes.
const LANGUAGE: Language = Language::Portuguese;

/// Why there is no new pack.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("{doing} {path}: {error}")]
    Files { doing: &'static str, path: PathBuf, error: std::io::Error },
    #[error("{0} has files of somebody else where the pack's would be: name an empty folder")]
    NotOurs(PathBuf),
    #[error("another Posology writes its packs to {0}")]
    Locked(PathBuf),
    #[error("the read model was not refreshed in time")]
    NotRefreshed,
    #[error("it took too long: the disk or the database is too slow")]
    Late,
    #[error("the one before is still being written")]
    StillWriting,
    #[error("{failed} of {wanted} PDFs could not be made; the pages are all there")]
    WithoutPdfs { failed: usize, wanted: usize },
    #[error(transparent)]
    Page(#[from] AppError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
    #[error(transparent)]
    Embedded(#[from] crate::postgres::embedded::EmbeddedError),
    #[error(transparent)]
    Database(#[from] crate::postgres::database::DatabaseError),
    #[error("cannot connect to the database: {0}")]
    Connection(#[from] diesel::ConnectionError),
    #[error("the database refused: {0}")]
    Query(#[from] diesel::result::Error),
}

/// How the packs stand, for the administrator and for metrics.
#[derive(Clone, Default)]
pub struct Standing(Arc<Mutex<State>>);

#[derive(Clone, Default)]
pub struct State {
    /// From one pack to the next; None where packs are switched off.
    pub every: Option<Duration>,
    /// None until it is known where they go.
    pub folder: Option<PathBuf>,
    /// Of the newest pack.
    pub as_of: Option<DateTime<Utc>>,
    /// Why the last attempt wrote none.
    pub failure: Option<String>,
}

impl Standing {
    pub fn now(&self) -> State {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl State {
    /// Of the newest pack, in seconds: without end where there is none, and None where packs are switched off.
    pub fn age_seconds(&self, now: DateTime<Utc>) -> Option<f64> {
        self.every.map(|_| self.as_of.map_or(f64::INFINITY, |at| (now - at).as_seconds_f64()))
    }

    /// Nobody should rely on a pack that is older than this by now.
    pub fn is_stale(&self) -> bool {
        let age = self.age_seconds(clock::now());
        let is_old = self.every.zip(age).is_some_and(|(every, age)| age > 2.0 * every.as_secs_f64());
        is_old && (self.as_of.is_some() || self.failure.is_some())
    }
}
