//! The folder of the packs: one subfolder a pack, named by its moment, and a first page that leads to the newest.
//!
//! A pack is written under another name, flushed to the disk, and renamed; then the first page is replaced in the same
//! way. So whatever happens meanwhile, a reader finds a whole pack. What is not ours is never touched.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::PackError;

/// Moments sort as text; no sign in it that a stick's file system lacks.
const NAME: &str = "pack-%Y-%m-%dT%H-%M-%S%.3fZ";
/// What a subfolder of ours has.
const MARK: &str = "posology-pack.txt";
/// What the first page has.
const GENERATOR: &str = "content=\"posology downtime pack\"";
const FIRST_PAGE: &str = "index.html";
/// Where PDFs are kept from one pack to the next.
const PAPERS: &str = ".posology-papers";

pub struct Folder {
    root: PathBuf,
    keep: usize,
    /// Held for as long as we write here.
    _lock: File,
}

/// What a file of a pack has.
pub enum Contents<'a> {
    Text(&'a str),
    /// The same as this file has.
    As(PathBuf),
}

pub(super) fn files(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> PackError {
    let path = path.to_owned();
    move |error| PackError::Files { doing, path, error }
}

impl Folder {
    /// Opens the folder, made if it isn't there, and removes what a crash left unfinished.
    ///
    /// # Errors
    /// A folder in which somebody else's files are in the way, or that cannot be written.
    pub fn open(root: &Path, keep: usize) -> Result<Self, PackError> {
        let root = std::path::absolute(root).map_err(files("cannot find", root))?;
        if !root.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(&root).map_err(files("cannot create", &root))?;
        }
        let first = root.join(FIRST_PAGE);
        if first.exists() && !std::fs::read_to_string(&first).is_ok_and(|page| page.contains(GENERATOR)) {
            return Err(PackError::NotOurs(root));
        }
        let path = root.join(".posology-lock");
        let lock = private().write(true).create(true).truncate(false).open(&path);
        let lock = lock.map_err(files("cannot write", &path))?;
        lock.try_lock().map_err(|_| PackError::Locked(root.clone()))?;
        let folder = Folder { root, keep, _lock: lock };
        folder.sweep_up()?;
        let papers = folder.papers();
        if !papers.is_dir() {
            private_dir(&papers)?;
        }
        Ok(folder)
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where PDFs are kept from one pack to the next.
    pub fn papers(&self) -> PathBuf {
        self.root.join(PAPERS)
    }

    /// Writes a pack with its own first page, and then the folder's; then removes the oldest beyond those to keep.
    ///
    /// # Errors
    /// Whatever the system says; the packs that were there stand.
    pub fn publish(
        &self,
        at: DateTime<Utc>,
        contents: &[(String, Contents<'_>)],
        first_page: impl Fn(Option<&str>) -> Result<String, PackError>,
    ) -> Result<(), PackError> {
        let name = at.format(NAME).to_string();
        let unfinished = self.root.join(format!(".{name}.part"));
        private_dir(&unfinished)?;
        write(&unfinished.join(MARK), name.as_bytes())?;
        for (place, (file, content)) in contents.iter().enumerate() {
            if place == contents.len() / 2 {
                fail::fail_point!("downtime-pack-half-written");
            }
            put(&unfinished.join(file), content)?;
        }
        write(&unfinished.join(FIRST_PAGE), first_page(None)?.as_bytes())?;
        flush(&unfinished)?;
        let finished = self.root.join(&name);
        std::fs::rename(&unfinished, &finished).map_err(files("cannot rename", &unfinished))?;
        flush(&self.root)?;
        self.replace(FIRST_PAGE, first_page(Some(&name))?.as_bytes())?;
        self.prune()
    }

    fn replace(&self, file: &str, content: &[u8]) -> Result<(), PackError> {
        replace(&self.root.join(file), content)
    }

    /// The oldest packs beyond those to keep.
    fn prune(&self) -> Result<(), PackError> {
        let mut packs = self.ours(|name| NaiveDateTime::parse_from_str(name, NAME).is_ok())?;
        packs.sort();
        let old = packs.len().saturating_sub(self.keep);
        packs.iter().take(old).try_for_each(|pack| std::fs::remove_dir_all(pack).map_err(files("cannot remove", pack)))
    }

    /// What was not finished before a crash.
    fn sweep_up(&self) -> Result<(), PackError> {
        let is_unfinished = |name: &str| {
            let moment = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
            moment.is_some_and(|name| NaiveDateTime::parse_from_str(name, NAME).is_ok())
        };
        let left = self.ours(is_unfinished)?;
        left.iter().try_for_each(|path| std::fs::remove_dir_all(path).map_err(files("cannot remove", path)))
    }

    /// Folders, and no links to any, whose name is ours and that have our mark, or nothing at all.
    fn ours(&self, is_named: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, PackError> {
        let entries = std::fs::read_dir(&self.root).map_err(files("cannot read", &self.root))?;
        let named = entries.flatten().filter(|entry| {
            entry.file_type().is_ok_and(|kind| kind.is_dir()) && entry.file_name().to_str().is_some_and(&is_named)
        });
        let is_empty = |path: &Path| std::fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
        Ok(named.map(|entry| entry.path()).filter(|path| path.join(MARK).is_file() || is_empty(path)).collect())
    }
}

/// Writes a file under another name, and then gives it its own: readers see the old or the new.
pub(super) fn replace(path: &Path, content: &[u8]) -> Result<(), PackError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (folder, unfinished) = (path.parent().unwrap_or(path), path.with_file_name(format!(".{name}.part")));
    if unfinished.exists() {
        std::fs::remove_file(&unfinished).map_err(files("cannot remove", &unfinished))?;
    }
    write(&unfinished, content)?;
    std::fs::rename(&unfinished, path).map_err(files("cannot rename", &unfinished))?;
    flush(folder)
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

/// For us alone, whatever the umask says.
fn private_dir(path: &Path) -> Result<(), PackError> {
    DirBuilder::new().mode(0o700).create(path).map_err(files("cannot create", path))?;
    std::fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(files("cannot protect", path))
}

fn put(path: &Path, content: &Contents<'_>) -> Result<(), PackError> {
    match content {
        Contents::Text(text) => write(path, text.as_bytes()),
        // A stick may know no second name of a file.
        Contents::As(other) => match std::fs::hard_link(other, path) {
            Ok(()) => Ok(()),
            Err(_) => write(path, &std::fs::read(other).map_err(files("cannot read", other))?),
        },
    }
}

fn write(path: &Path, content: &[u8]) -> Result<(), PackError> {
    let mut file = private().write(true).create_new(true).open(path).map_err(files("cannot write", path))?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(files("cannot write", path))
}

/// A folder's names are on the disk.
fn flush(folder: &Path) -> Result<(), PackError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(files("cannot flush", folder))
}
