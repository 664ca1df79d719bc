//! What is in stock, and what of it is under control.

pub mod accounting;
pub mod counts;
mod lists;
pub mod lot;
pub mod medication;
pub mod register;
pub mod register_balance;
pub mod register_book;
pub mod shelves;
