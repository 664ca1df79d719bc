//! What moves stock.

pub mod receive;
