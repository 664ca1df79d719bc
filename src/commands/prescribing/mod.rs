//! What a doctor does.

pub mod choose_medication;
pub mod prescribe;
pub mod suspend;
