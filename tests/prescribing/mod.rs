//! What a doctor does and reads.

mod bad_input;
mod choose_medication;
mod look_alike_names;
mod patients;
mod prescribe;
mod prescription;
mod suspend;
mod together;
