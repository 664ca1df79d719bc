//! What is in stock.

pub mod accounting;
pub mod medication;
pub mod shelves;
