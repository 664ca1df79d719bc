//! What a ward does and reads.

mod record_allergies;
mod record_measurements;
mod report;
mod transfer;
