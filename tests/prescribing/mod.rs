//! What a doctor does and reads.

mod antimicrobial;
mod as_needed;
mod bad_input;
mod change;
mod choose_medication;
mod controlled;
mod discharge_papers;
mod discharge_prescription;
mod dose_arithmetic;
mod infusion;
mod lapses;
mod look_alike_names;
mod order_sets;
mod patients;
mod per_kg;
mod prescribe;
mod prescribers;
mod prescription;
mod renew;
mod safety;
mod schedule;
mod suspend;
mod together;
mod verbal_order;
