//! One PDF: a directory of its own, one Chromium in it, and both gone at the end, whatever the end.

use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{LOOK_EVERY, PdfError, chromium};
use crate::children::{Group, end_whoever_names};
use crate::page::self_contained::OneFile;

const PREFIX: &str = "posology-pdf-";

/// Dying processes may still write for a moment.
const REMOVED_WITHIN: Duration = Duration::from_secs(2);

/// Directories that are made before one has its lock; the second already has, but for bad luck.
const ATTEMPTS: usize = 10;

pub(super) struct Job {
    pub chromium: PathBuf,
    pub within: Duration,
    pub page: OneFile,
}

impl Job {
    /// The PDF; or an end to Chromium and all it started once nobody wants it any more, or once it takes too long. A
    /// Chromium that has made its PDF and does not end has not failed.
    pub fn run(self, is_unwanted: impl Fn() -> bool) -> Result<Vec<u8>, PdfError> {
        let directory = Directory::new().map_err(PdfError::files("no directory for a PDF"))?;
        let [page, pdf, said] = ["page.html", "page.pdf", "said.txt"].map(|name| directory.path.join(name));
        write(&page, &self.page).map_err(PdfError::files("cannot write the page"))?;
        let errors = File::create(&said).map_err(PdfError::files("cannot write"))?;
        let mut command = chromium::print(&self.chromium, &directory.path, &page, &pdf);
        let group = Group::spawn(command.stderr(errors)).map_err(not_started)?;
        let began = Instant::now();
        let is_late = || began.elapsed() >= self.within;
        while !group.has_ended() && !is_late() {
            if is_unwanted() {
                return Err(PdfError::Stopping);
            }
            std::thread::sleep(LOOK_EVERY);
        }
        let was_ended = !group.has_ended();
        let status = group.end().map_err(PdfError::files("Chromium was not seen to end"))?;
        match std::fs::read(&pdf) {
            Ok(pdf) if is_whole(&pdf) => Ok(pdf),
            _ if was_ended => Err(PdfError::Late),
            _ => Err(PdfError::Failed(format!("{status}; {}", last_words(&said)))),
        }
    }
}

fn write(path: &Path, html: &str) -> std::io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?.write_all(html.as_bytes())
}

fn not_started(error: std::io::Error) -> PdfError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::PermissionDenied => PdfError::Missing,
        _ => PdfError::Files { doing: "Chromium does not start", error },
    }
}

fn is_whole(pdf: &[u8]) -> bool {
    pdf.starts_with(b"%PDF") && pdf.trim_ascii_end().ends_with(b"%%EOF")
}

/// The last errors of Chromium itself, for the person who must mend it: anything else may be words of the page.
fn last_words(said: &Path) -> String {
    let text = std::fs::read(said).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().rev().filter(|line| is_chromium_s_own(line) && !line.contains("dbus"));
    let lines: Vec<String> = lines.take(3).map(|line| line.chars().take(300).collect()).collect();
    lines.join(" | ")
}

/// `[pid:thread:time:ERROR:file.cc:line] what`.
fn is_chromium_s_own(line: &str) -> bool {
    let source = line.strip_prefix('[').and_then(|line| line.split_once(']')).map_or("", |(source, _)| source);
    (source.contains(":ERROR:") || source.contains(":FATAL:")) && !line.contains("CONSOLE")
}

/// Only we can enter it. The lock says that it is in use.
struct Directory {
    path: PathBuf,
    _lock: File,
}

impl Directory {
    fn new() -> std::io::Result<Self> {
        for _ in 0..ATTEMPTS {
            let directory =
                tempfile::Builder::new().prefix(PREFIX).permissions(Permissions::from_mode(0o700)).tempdir()?;
            // Who sweeps up at this very moment may have taken it away.
            if let Some(lock) = locked(directory.path())? {
                return Ok(Directory { path: directory.keep(), _lock: lock });
            }
        }
        Err(std::io::Error::other("each was taken away"))
    }
}

/// None where another has the lock, or the directory is gone.
fn locked(path: &Path) -> std::io::Result<Option<File>> {
    let lock = match File::open(path) {
        Ok(directory) => directory,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock).filter(|_| path.exists())),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let began = Instant::now();
        while end_whoever_names(&self.path) > 0 || !is_removed(&self.path) {
            if began.elapsed() >= REMOVED_WITHIN {
                tracing::warn!("a PDF's directory was not removed");
                return;
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }
}

fn is_removed(path: &Path) -> bool {
    std::fs::remove_dir_all(path).map_or_else(|error| error.kind() == ErrorKind::NotFound, |()| true)
}

/// Removes what a Posology that was killed has left: patients' data. What other users of the machine left is theirs.
pub fn sweep_up() {
    let us = rustix::process::geteuid().as_raw();
    for entry in std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes())
            && entry.metadata().is_ok_and(|file| file.is_dir() && file.uid() == us);
        if is_ours && let Ok(Some(lock)) = locked(&entry.path()) {
            drop(Directory { path: entry.path(), _lock: lock });
        }
    }
}
