//! Clinical types and rules: values in, values out.

pub mod abbreviation;
pub mod allergy;
pub mod clock;
pub mod cycle;
pub mod discharge;
pub mod dose;
pub mod doses;
pub mod form_key;
pub mod homonym;
pub mod identity;
pub mod item;
pub mod measurement;
pub mod medication;
pub mod medication_label;
pub mod named;
pub mod number;
pub mod plan;
pub mod problem;
pub mod problems;
pub mod role;
pub mod safety;
pub mod schedule;
pub mod stage;
pub mod suspension;
pub mod validity;
pub mod waiting;
