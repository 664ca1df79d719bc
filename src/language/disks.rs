//! How full a disk is, in words.

use rust_decimal::Decimal;

use super::Words;
use crate::disks::{Disk, Scarcity};

impl Words {
    /// What is free of which disk, and what to do.
    pub fn disk(&self, disk: &Disk) -> String {
        let state = if disk.scarcity() == Scarcity::NearlyGone { "nearly-full" } else { "scarce" };
        let values = [
            ("free", self.gigabytes(disk.room.free)),
            ("total", self.gigabytes(disk.room.total)),
            ("folder", disk.path.display().to_string()),
        ];
        self.with_all(&format!("warning-disk-{}-{state}", disk.place.code()), values)
    }

    /// `1.4 GB`, to a tenth.
    fn gigabytes(&self, bytes: u64) -> String {
        let tenths = Decimal::from(bytes / 100_000_000) / Decimal::TEN;
        [&self.number(&tenths), " GB"].concat()
    }
}
