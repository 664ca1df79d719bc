//! What a doctor does.

pub mod answer;
pub mod choose_medication;
pub mod countersign;
pub mod look_alike_names;
pub mod prescribe;
pub mod suspend;
