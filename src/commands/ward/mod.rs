//! What anyone at the bedside does.

pub mod admit;
pub mod discharge;
pub mod enter_from_paper;
pub mod follow_up_paper;
pub mod print;
pub mod receive;
pub mod record_allergies;
pub mod record_measurements;
pub mod register;
pub mod stay;
pub mod transfer;
