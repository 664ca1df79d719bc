//! What the pharmacy reads and decides.

mod bags;
mod dispatch;
mod dispatch_events;
mod overrides;
mod query;
mod separation;
mod stewardship;
mod stops;
mod triage;
mod units;
