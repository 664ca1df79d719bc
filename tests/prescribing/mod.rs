//! What a doctor does and reads.

mod bad_input;
mod patients;
mod prescribe;
mod prescription;
mod schedule;
mod suspend;
mod together;
