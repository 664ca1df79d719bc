//! What is in stock.

pub mod medication;
pub mod shelves;
