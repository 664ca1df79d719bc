//! The read model: the views that pages select from, and keeping them fresh.

pub mod as_of;
pub mod compactor;
mod contents;
pub mod disagreements;
pub mod freshness;
pub mod pulse;
pub mod refresher;
pub mod tables;
