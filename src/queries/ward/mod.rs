//! What a ward reads.

pub mod report;
pub mod wards;
