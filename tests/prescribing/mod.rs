//! What a doctor does and reads.

mod bad_input;
mod patients;
mod prescribe;
mod prescription;
mod safety;
mod schedule;
mod suspend;
mod together;
