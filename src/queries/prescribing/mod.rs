//! What a doctor reads.

mod controlled;
pub mod patient;
pub mod patients;
pub mod prescription;
