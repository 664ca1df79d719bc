//! The disks that the hospital stands on, and how much room there is on them.

use std::io;
use std::path::Path;

/// What a file system has for us, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// For whoever is not root.
    pub free: u64,
    pub total: u64,
}

impl Room {
    /// On the file system of an existing path.
    ///
    /// # Errors
    /// The system's, as where there is no such path.
    pub fn of(path: &Path) -> io::Result<Self> {
        let told = rustix::fs::statvfs(path)?;
        let bytes = |blocks: u64| blocks.saturating_mul(told.f_frsize);
        Ok(Room { free: bytes(told.f_bavail), total: bytes(told.f_blocks) })
    }
}
