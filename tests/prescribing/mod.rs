//! What a doctor does and reads.

mod antimicrobial;
mod as_needed;
mod bad_input;
mod choose_medication;
mod controlled;
mod dose_arithmetic;
mod infusion;
mod look_alike_names;
mod patients;
mod per_kg;
mod prescribe;
mod prescribers;
mod prescription;
mod safety;
mod schedule;
mod suspend;
mod together;
