//! What the pharmacy reads and decides.

mod claim;
mod dispatch;
mod dispatch_events;
mod overrides;
mod query;
mod refuse;
mod stewardship;
mod trace;
mod triage;
