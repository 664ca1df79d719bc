//! What is in stock.

pub mod accounting;
pub mod counts;
mod lists;
pub mod lot;
pub mod medication;
pub mod shelves;
