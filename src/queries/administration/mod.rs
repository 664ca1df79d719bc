//! What runs the system reads.

pub mod health;
pub mod metrics;
pub mod warnings;
