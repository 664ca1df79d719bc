//! What the pharmacy does.

pub mod bag;
pub mod claim;
pub mod decide_non_formulary;
pub mod decide_stewardship;
pub mod dispense;
pub mod query;
pub mod refuse;
pub mod relabel;
pub mod return_to_stock;
pub mod review_override;
pub mod second_check;
pub mod send;
pub mod separate;
pub mod unpack;
pub mod verify;
mod word;
