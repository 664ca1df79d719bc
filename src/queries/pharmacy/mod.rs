//! What the pharmacy reads.

pub mod bags;
pub mod dispatch;
pub mod dispatch_events;
pub mod labels;
pub mod line;
pub mod non_formulary;
pub mod overrides;
pub mod separation;
pub mod shipment;
pub mod stewardship;
pub mod stops;
pub mod supply;
pub mod trace;
pub mod triage;
