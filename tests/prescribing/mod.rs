//! What a doctor does and reads.

mod antimicrobial;
mod as_needed;
mod bad_input;
mod dose_arithmetic;
mod infusion;
mod patients;
mod per_kg;
mod prescribe;
mod prescription;
mod safety;
mod schedule;
mod suspend;
mod together;
