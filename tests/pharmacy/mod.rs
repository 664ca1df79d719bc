//! What the pharmacy reads and decides.

mod dispatch;
mod dispatch_events;
mod labels;
mod overrides;
mod query;
mod stewardship;
mod triage;
