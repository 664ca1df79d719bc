//! What a doctor reads.

mod controlled;
pub mod discharge_prescription;
pub mod drafts;
pub mod lapses;
pub mod patient;
pub mod patients;
pub mod prescription;
pub mod verbal_orders;
