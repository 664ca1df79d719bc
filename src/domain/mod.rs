//! Clinical types and rules: values in, values out.

pub mod allergy;
pub mod day_chart;
pub mod dose;
pub mod form_key;
pub mod item;
pub mod medication;
pub mod medication_label;
pub mod medication_search;
pub mod named;
pub mod number;
pub mod problem;
pub mod role;
pub mod schedule;
pub mod stage;
pub mod suspension;
pub mod tall_man;
pub mod waiting;
