//! Who the server runs as: never root, so the system's `postgres` user when we are.

use std::fs::{DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::EmbeddedError;

/// The account of the server's processes and files.
#[derive(Clone, Copy)]
pub struct Account {
    /// Set when we are root: the user and group to become.
    becomes: Option<(u32, u32)>,
}

impl Account {
    /// Ours, or `postgres` when ours is root.
    pub fn current() -> Result<Self, EmbeddedError> {
        if !is_root() {
            return Ok(Account { becomes: None });
        }
        let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let ids = passwd.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            let [name, _, uid, gid, ..] = fields[..] else { return None };
            (name == "postgres").then_some((uid.parse().ok()?, gid.parse().ok()?))
        });
        ids.map(|ids| Account { becomes: Some(ids) }).ok_or(EmbeddedError::NoAccount)
    }

    pub fn is_another(&self) -> bool {
        self.becomes.is_some()
    }

    /// Makes the program run as this account, in a process group of its own: Ctrl-C is ours to handle.
    pub fn run<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        if let Some((uid, gid)) = self.becomes {
            command.uid(uid).gid(gid);
        }
        command.process_group(0)
    }

    /// A directory that only this account can enter, made if it isn't there.
    pub fn make_private_dir(&self, path: &Path) -> Result<(), EmbeddedError> {
        if !path.is_dir() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o755)
                .create(path)
                .map_err(EmbeddedError::files("cannot create", path))?;
        }
        if let Some((uid, gid)) = self.becomes {
            chown(path, Some(uid), Some(gid))
                .map_err(EmbeddedError::files("cannot give to the postgres user", path))?;
        }
        std::fs::set_permissions(path, Permissions::from_mode(0o700))
            .map_err(EmbeddedError::files("cannot protect", path))
    }
}

/// /proc/self belongs to whom we act as.
fn is_root() -> bool {
    let owner = std::fs::metadata("/proc/self").map(|metadata| metadata.uid());
    owner.map_or_else(|_| std::env::var("USER").is_ok_and(|user| user == "root"), |uid| uid == 0)
}
