//! What the pharmacy reads.

mod dispatch;
mod dispatch_events;
mod query;
