//! What the pharmacy does.

pub mod query;
