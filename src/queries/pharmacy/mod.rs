//! What the pharmacy reads.

pub mod dispatch;
pub mod dispatch_events;
pub mod labels;
pub mod line;
pub mod non_formulary;
pub mod overrides;
pub mod stewardship;
pub mod triage;
