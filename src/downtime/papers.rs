//! PDFs of what a pack has as pages: made one after the other, once for what says the same, and part of the next pack.

use std::collections::HashMap;
use std::fs::File;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

use super::PackError;
use super::folder::{private_dir, replace};
use crate::error::AppError;
use crate::pdf::Pdf;
use crate::queries::ward::downtime_pack::{Paper, Printed};

/// What was printed, by its file.
pub struct Papers {
    folder: PathBuf,
    made: Mutex<HashMap<String, Made>>,
}

#[derive(Clone)]
struct Made {
    words: &'static str,
    key: Vec<u8>,
    as_of: DateTime<Utc>,
}

impl Papers {
    pub fn new(folder: PathBuf) -> Self {
        Papers { folder, made: Mutex::default() }
    }

    pub fn has(&self, file: &str, key: &[u8]) -> bool {
        self.made(|made| made.get(file).is_some_and(|made| made.key == key))
    }

    /// Of the ward whose files begin so: each with where it is, current unless it is wanted anew.
    pub fn of_ward(&self, stem: &str, wanted: &[Paper]) -> Vec<(Printed, PathBuf)> {
        let mut found = self.made(|made| {
            let of_ward = made.iter().filter(|(file, _)| file.starts_with(stem));
            of_ward.map(|(file, made)| (file.clone(), made.clone())).collect::<Vec<_>>()
        });
        found.sort_by(|(one, _), (other, _)| other.cmp(one));
        let printed = |(file, made): (String, Made)| {
            let is_current = wanted.iter().all(|paper| paper.file != file);
            (Printed { file: file.clone(), words: made.words, as_of: made.as_of, is_current }, self.folder.join(file))
        };
        found.into_iter().map(printed).collect()
    }

    /// What cannot be read any more is printed anew, and holds up no pack. The disk is asked without holding anything.
    pub fn forget_unreadable(&self) {
        let files: Vec<String> = self.made(|made| made.keys().cloned().collect());
        let is_unreadable = |file: &String| File::open(self.folder.join(file)).is_err();
        for file in files.into_iter().filter(is_unreadable) {
            self.made.lock().unwrap_or_else(PoisonError::into_inner).remove(&file);
        }
    }

    /// Prints a paper and keeps it for the packs to come.
    ///
    /// # Errors
    /// What keeps Chromium from it, or the disk.
    pub async fn print(&self, pdf: &Pdf, paper: &Paper) -> Result<(), PackError> {
        let bytes = pdf.render(paper.html.clone()).await?;
        let (folder, path) = (self.folder.clone(), self.folder.join(&paper.file));
        let keep = move || {
            if !folder.is_dir() {
                private_dir(&folder)?;
            }
            replace(&path, &bytes)
        };
        tokio::task::spawn_blocking(keep).await.map_err(|_| AppError::Internal("a PDF was cut off"))??;
        let Paper { words, key, as_of, .. } = paper.clone();
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(paper.file.clone(), Made { words, key, as_of });
        Ok(())
    }

    fn made<T>(&self, read: impl FnOnce(&HashMap<String, Made>) -> T) -> T {
        read(&self.made.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
