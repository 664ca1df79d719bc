//! What moves stock.

pub mod receive;
pub mod reverse_line;
