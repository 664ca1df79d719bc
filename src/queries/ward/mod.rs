//! What a ward reads.

pub mod arrivals;
pub mod prints;
pub mod report;
pub mod sheet;
pub mod wards;
