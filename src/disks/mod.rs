//! The disks that the hospital stands on, and how much room there is on them.

mod look;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use look::look_now_and_then;

const MIB: u64 = 1 << 20;
/// PostgreSQL's log grows by segments of 16 MiB; without room for one it does not even start.
pub const ROOM_TO_WORK: u64 = 32 * MIB;

/// What a disk is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The embedded server's data.
    Database,
    /// Packs for a downtime.
    Downtime,
}

impl Place {
    /// A word for metrics and for texts.
    pub fn code(self) -> &'static str {
        match self {
            Place::Database => "database",
            Place::Downtime => "downtime",
        }
    }

    /// In bytes: below the first room is scarce, below the second it is nearly gone. A pack has some megabytes, and may
    /// go to a small stick.
    fn scarce_below(self) -> [u64; 2] {
        match self {
            Place::Database => [2048 * MIB, 256 * MIB],
            Place::Downtime => [256 * MIB, 32 * MIB],
        }
    }
}

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

    /// Of all there is.
    pub fn percent_free(self) -> f64 {
        100.0 * self.free as f64 / self.total.max(1) as f64
    }
}

/// How scarce room is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scarcity {
    Enough,
    Scarce,
    /// Days, or hours, from the end.
    NearlyGone,
}

/// A disk, as it was a moment ago.
#[derive(Clone, Debug)]
pub struct Disk {
    pub place: Place,
    pub path: PathBuf,
    /// The system's number of it: two places may be on one disk.
    pub device: u64,
    pub room: Room,
}

impl Disk {
    /// Below a tenth or 2 GiB of the database's disk room is scarce, below a fiftieth or 256 MiB nearly gone.
    pub fn scarcity(&self) -> Scarcity {
        let [scarce, nearly_gone] = self.place.scarce_below();
        let (free, percent) = (self.room.free, self.room.percent_free());
        if free < nearly_gone || percent < 2.0 {
            Scarcity::NearlyGone
        } else if free < scarce || percent < 10.0 {
            Scarcity::Scarce
        } else {
            Scarcity::Enough
        }
    }
}

/// How the disks stand; cheap to clone.
#[derive(Clone, Default)]
pub struct Disks(Arc<Mutex<Vec<Disk>>>);

impl Disks {
    pub fn now(&self) -> Vec<Disk> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The database cannot write its log any more, and may be gone for that.
    pub fn is_database_full(&self) -> bool {
        self.now().iter().any(|disk| disk.place == Place::Database && disk.room.free < ROOM_TO_WORK)
    }

    /// As they stand by now; as they stood before.
    fn replace(&self, disks: Vec<Disk>) -> Vec<Disk> {
        std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), disks)
    }
}
