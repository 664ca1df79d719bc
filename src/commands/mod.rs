//! Everything that changes data: one file a verb, grouped by who acts.

pub mod administration;
pub mod claimed;
pub mod free_beds;
pub mod homonyms;
pub mod infusion_columns;
pub mod item_contents;
pub mod lines;
pub mod listed_lines;
pub mod measurements;
pub mod patient;
pub mod pharmacy;
pub mod prescribed_line;
pub mod prescribing;
pub mod registration;
pub mod stock;
pub mod submission;
pub mod suspension;
pub mod ward;
