//! Everything that shows data: one file a page, grouped by who reads. Selects from `read_model` only.

pub mod administration;
pub mod homonyms;
pub mod hospital;
pub mod look_alike_names;
pub mod paper_entries;
pub mod pharmacy;
pub mod prescribing;
pub mod search;
pub mod shortages;
pub mod start;
pub mod stock;
pub mod ward;
