//! What the pharmacy reads and decides.

mod dispatch;
mod dispatch_events;
mod overrides;
mod query;
mod stewardship;
mod triage;
