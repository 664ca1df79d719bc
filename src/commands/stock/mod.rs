//! What moves stock.

pub mod locking;
pub mod receive;
