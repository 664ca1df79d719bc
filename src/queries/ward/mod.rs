//! What a ward reads.

pub mod arrivals;
pub mod report;
pub mod wards;
