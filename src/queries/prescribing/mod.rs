//! What a doctor reads.

pub mod lapses;
pub mod patient;
pub mod patients;
pub mod prescription;
pub mod verbal_orders;
