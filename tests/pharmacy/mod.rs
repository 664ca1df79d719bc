//! What the pharmacy reads and decides.

mod bags;
mod claim;
mod day;
mod dispatch;
mod dispatch_events;
mod labels;
mod overrides;
mod query;
mod refuse;
mod separation;
mod stewardship;
mod stops;
mod trace;
mod triage;
mod units;
