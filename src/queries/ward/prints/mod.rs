//! Numbered prints of wards: the log, each sheet, and whether it still holds.

pub mod changes;
pub mod check;
pub mod log;
pub mod sheet;
