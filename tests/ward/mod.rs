//! What a ward does and reads.

mod record_allergies;
mod report;
mod transfer;
