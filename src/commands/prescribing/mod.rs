//! What a doctor does.

pub mod choose_medication;
pub mod expire;
pub mod look_alike_names;
pub mod prescribe;
pub mod suspend;
