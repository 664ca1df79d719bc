//! Finding PostgreSQL's programs where systems install them.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::EmbeddedError;

/// The oldest version that will do.
const OLDEST: u32 = 15;

/// A directory with `initdb` and `postgres`.
pub struct Binaries {
    dir: PathBuf,
}

impl Binaries {
    /// `$PG_BIN`, then the newest of the usual places, then PATH.
    pub fn find() -> Result<Self, EmbeddedError> {
        let mut newest: Option<(u32, PathBuf)> = None;
        for dir in candidates() {
            if let Some(version) = version(&dir)
                && version >= OLDEST
                && newest.as_ref().is_none_or(|(best, _)| version > *best)
            {
                newest = Some((version, dir));
            }
        }
        newest.map(|(_, dir)| Binaries { dir }).ok_or_else(|| EmbeddedError::NoBinaries(how_to_install()))
    }

    pub fn program(&self, name: &str) -> Command {
        Command::new(self.dir.join(name))
    }
}

fn candidates() -> Vec<PathBuf> {
    if let Some(dir) = std::env::var_os("PG_BIN") {
        return vec![PathBuf::from(dir)];
    }
    let mut dirs: Vec<PathBuf> = Vec::new();
    for (parent, prefix) in [
        ("/usr/lib/postgresql", ""),
        ("/usr", "pgsql-"),
        ("/opt/homebrew/opt", "postgresql@"),
        ("/usr/local/opt", "postgresql@"),
    ] {
        let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
        let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
        dirs.extend(named.map(|entry| entry.path().join("bin")));
    }
    dirs.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    dirs.retain(|dir| dir.join("initdb").is_file() && dir.join("postgres").is_file());
    dirs
}

/// `postgres (PostgreSQL) 15.18 (Debian …)` is 15.
fn version(dir: &Path) -> Option<u32> {
    let output = Command::new(dir.join("postgres")).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let number = text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    number.split(|sign: char| !sign.is_ascii_digit()).next()?.parse().ok()
}

fn how_to_install() -> String {
    let package = if Path::new("/etc/debian_version").exists() {
        "apt-get install postgresql"
    } else if Path::new("/etc/fedora-release").exists() {
        "dnf install postgresql-server"
    } else if Path::new("/etc/arch-release").exists() {
        "pacman -S postgresql"
    } else if cfg!(target_os = "macos") {
        "brew install postgresql@17"
    } else {
        "your system's package of the PostgreSQL server"
    };
    format!("Install it: {package}. If it is elsewhere, set PG_BIN to the directory of initdb and postgres.")
}
