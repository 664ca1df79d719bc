//! One PDF: a directory of its own, one Chromium in it, and both gone at the end, whatever the end.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{LOOK_EVERY, PdfError, chromium};
use crate::children::Group;

const PREFIX: &str = "posology-pdf-";

/// Dying processes may still write for a moment.
const REMOVED_WITHIN: Duration = Duration::from_secs(2);

pub(super) struct Job {
    pub chromium: PathBuf,
    pub within: Duration,
    pub html: String,
}

impl Job {
    /// The PDF; or an end to Chromium and all it started once nobody wants it any more, or once it takes too long.
    pub fn run(self, is_unwanted: impl Fn() -> bool) -> Result<Vec<u8>, PdfError> {
        let directory = Directory::new().map_err(PdfError::files("no directory for a PDF"))?;
        let [page, pdf, said] = ["page.html", "page.pdf", "said.txt"].map(|name| directory.path.join(name));
        write(&page, self.html).map_err(PdfError::files("cannot write the page"))?;
        let errors = File::create(&said).map_err(PdfError::files("cannot write"))?;
        let mut command = chromium::print(&self.chromium, &directory.path, &page, &pdf);
        let group = Group::spawn(command.stderr(errors)).map_err(not_started)?;
        let began = Instant::now();
        while !group.has_ended() {
            if is_unwanted() {
                return Err(PdfError::Stopping);
            }
            if began.elapsed() >= self.within {
                return Err(PdfError::Late);
            }
            std::thread::sleep(LOOK_EVERY);
        }
        let status = group.end().map_err(PdfError::files("Chromium was not seen to end"))?;
        match std::fs::read(&pdf) {
            Ok(pdf) if is_whole(&pdf) => Ok(pdf),
            _ => Err(PdfError::Failed(format!("{status}; {}", last_words(&said)))),
        }
    }
}

fn write(path: &Path, html: String) -> std::io::Result<()> {
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

/// The end of what Chromium said, for the person who must mend it, without what is said of the page itself.
fn last_words(said: &Path) -> String {
    let text = std::fs::read(said).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().rev().filter(|line| !line.contains("dbus") && !line.contains("CONSOLE"));
    let lines: Vec<String> = lines.take(3).map(|line| line.chars().take(300).collect()).collect();
    lines.join(" | ")
}

/// Only we can enter it. The lock says that it is in use.
struct Directory {
    path: PathBuf,
    _lock: File,
}

impl Directory {
    fn new() -> std::io::Result<Self> {
        let directory = tempfile::Builder::new().prefix(PREFIX).permissions(Permissions::from_mode(0o700)).tempdir()?;
        let lock = File::open(directory.path())?;
        lock.try_lock()?;
        Ok(Directory { path: directory.keep(), _lock: lock })
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let began = Instant::now();
        while let Err(error) = std::fs::remove_dir_all(&self.path)
            && error.kind() != ErrorKind::NotFound
        {
            if began.elapsed() >= REMOVED_WITHIN {
                tracing::warn!(%error, "a PDF's directory was not removed");
                return;
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }
}

/// Removes what a Posology that was killed has left: patients' data.
pub fn sweep_up() {
    for entry in std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes())
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_ours && File::open(entry.path()).is_ok_and(|directory| directory.try_lock().is_ok()) {
            // What cannot be removed belongs to somebody else.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
