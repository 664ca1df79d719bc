//! What stays readable when the server is down: packs of all wards in a folder, written again and again, each whole or
//! not there.

mod folder;
mod generation;
mod once;
mod papers;
mod timer;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::error::AppError;
use crate::language::Language;
use crate::pdf::PdfError;

pub use once::write_once;
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
    /// None where packs are switched off.
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
    /// Of the newest pack, in seconds; None where there is none.
    pub fn age_seconds(&self, now: DateTime<Utc>) -> Option<f64> {
        self.as_of.map(|at| (now - at).as_seconds_f64())
    }
}
