//! The folder of the packs: one subfolder a pack, named by its moment, and a first page that leads to the newest.
//!
//! A pack is written under another name, flushed to the disk, and renamed; then the first page is replaced in the same
//! way; an old pack is renamed first, and then removed. So whatever happens meanwhile, a reader finds a whole pack. What
//! is not ours is never touched.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
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
const LOCK: &str = ".posology-lock";
/// Where PDFs are kept from one pack to the next.
const PAPERS: &str = ".posology-papers";

pub struct Folder {
    root: PathBuf,
    keep: usize,
    /// Held for as long as we write here.
    lock: File,
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
        check_is_ours(&root)?;
        let path = root.join(LOCK);
        let lock = private().write(true).create(true).truncate(false).open(&path);
        let lock = lock.map_err(files("cannot write", &path))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => PackError::Locked(root.clone()),
            TryLockError::Error(error) => files("cannot lock", &path)(error),
        })?;
        let folder = Folder { root, keep, lock };
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

    /// False where the folder went away, or another disk is in its place.
    pub fn is_there(&self) -> bool {
        let (held, found) = (self.lock.metadata(), std::fs::metadata(self.root.join(LOCK)));
        held.ok().zip(found.ok()).is_some_and(|(held, found)| (held.dev(), held.ino()) == (found.dev(), found.ino()))
    }

    /// As of when the newest pack is.
    pub fn newest(&self) -> Option<DateTime<Utc>> {
        let packs = self.ours(|name| moment_of(name).is_some()).unwrap_or_default();
        packs.iter().filter_map(|pack| moment_of(pack.file_name()?.to_str()?)).max()
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
        let finished = self.root.join(&name);
        let unfinished = unfinished(&finished);
        private_dir(&unfinished)?;
        if let Err(error) = fill(&unfinished, &name, contents, first_page(None)) {
            // With a full disk, what is left of each attempt would fill it for good.
            told(remove(&unfinished).map_err(files("cannot remove", &unfinished)));
            return Err(error);
        }
        std::fs::rename(&unfinished, &finished).map_err(files("cannot rename", &unfinished))?;
        flush(&self.root)?;
        replace(&self.root.join(FIRST_PAGE), first_page(Some(&name))?.as_bytes())?;
        self.prune(&finished);
        Ok(())
    }

    /// The oldest packs beyond those to keep; never the one just written, though a clock that was put back makes others
    /// look newer. One that cannot be removed keeps nobody from a new pack.
    fn prune(&self, written: &Path) {
        let packs = self.ours(|name| moment_of(name).is_some());
        let mut packs = packs.map_err(|error| tracing::warn!(%error, "old downtime packs stay")).unwrap_or_default();
        packs.retain(|pack| pack != written);
        packs.sort();
        let old = (packs.len() + 1).saturating_sub(self.keep.max(1));
        for pack in packs.iter().take(old) {
            told(discard(pack));
        }
    }

    /// What was not finished, or not wholly removed, before a crash.
    fn sweep_up(&self) -> Result<(), PackError> {
        let is_unfinished = |name: &str| {
            let moment = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
            moment.is_some_and(|name| moment_of(name).is_some())
        };
        for path in self.ours(is_unfinished)? {
            told(remove(&path).map_err(files("cannot remove", &path)));
        }
        Ok(())
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

fn moment_of(name: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(name, NAME).ok().map(|moment| moment.and_utc())
}

/// The name of a pack that is not whole.
fn unfinished(pack: &Path) -> PathBuf {
    let name = pack.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    pack.with_file_name(format!(".{name}.part"))
}

fn check_is_ours(root: &Path) -> Result<(), PackError> {
    let first = root.join(FIRST_PAGE);
    match std::fs::read(&first) {
        Ok(page) if String::from_utf8_lossy(&page).contains(GENERATOR) => Ok(()),
        Ok(_) => Err(PackError::NotOurs(root.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(files("cannot read", &first)(error)),
    }
}

fn fill(
    pack: &Path,
    name: &str,
    contents: &[(String, Contents<'_>)],
    first_page: Result<String, PackError>,
) -> Result<(), PackError> {
    write(&pack.join(MARK), name.as_bytes())?;
    for (place, (file, content)) in contents.iter().enumerate() {
        if place == contents.len() / 2 {
            fail::fail_point!("downtime-pack-half-written", |_| Err(files("cannot write", pack)(
                ErrorKind::StorageFull.into()
            )));
        }
        put(&pack.join(file), content)?;
    }
    write(&pack.join(FIRST_PAGE), first_page?.as_bytes())?;
    flush(pack)
}

/// Nobody takes for whole what is left of it after a crash.
fn discard(pack: &Path) -> Result<(), PackError> {
    let unfinished = unfinished(pack);
    std::fs::rename(pack, &unfinished).map_err(files("cannot rename", pack))?;
    remove(&unfinished).map_err(files("cannot remove", &unfinished))
}

/// Its mark goes last: what a crash leaves of it is ours to remove.
fn remove(pack: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(pack)? {
        let entry = entry?;
        if entry.file_name() == MARK {
            continue;
        }
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else {
            std::fs::remove_file(entry.path())?;
        }
        fail::fail_point!("downtime-pack-half-removed");
    }
    match std::fs::remove_file(pack.join(MARK)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => std::fs::remove_dir(pack),
    }
}

fn told(removed: Result<(), PackError>) {
    if let Err(error) = removed {
        tracing::warn!(%error, "what is left of a downtime pack stays");
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
pub(super) fn private_dir(path: &Path) -> Result<(), PackError> {
    DirBuilder::new().mode(0o700).create(path).map_err(files("cannot create", path))?;
    match std::fs::set_permissions(path, Permissions::from_mode(0o700)) {
        // It is ours: only a file system without permissions, as sticks have, refuses that.
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported) => Ok(()),
        protected => protected.map_err(files("cannot protect", path)),
    }
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
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems flush files alone.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        flushed => flushed.map_err(files("cannot flush", folder)),
    }
}
