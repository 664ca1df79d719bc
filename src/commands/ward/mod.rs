//! What anyone at the bedside does.

pub mod record_allergies;
pub mod record_measurements;
pub mod transfer;
