//! What a doctor does and reads.

mod antimicrobial;
mod antineoplastic;
mod as_needed;
mod bad_input;
mod change;
mod choose_medication;
mod controlled;
mod dose_arithmetic;
mod drafts;
mod infusion;
mod look_alike_names;
mod non_formulary;
mod order_sets;
mod patients;
mod per_kg;
mod prescribe;
mod prescribers;
mod prescription;
mod programmes;
mod renew;
mod safety;
mod schedule;
mod suspend;
mod together;
mod verbal_order;
