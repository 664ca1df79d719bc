//! What a ward writes on paper while the server is down, and how it is typed in afterwards.

pub mod entry;
pub mod problem;
pub mod row_code;
pub mod who;
