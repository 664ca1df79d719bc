//! The fault matrix: whatever breaks around a hospital at work, nothing acknowledged is lost or doubled, nothing old is
//! shown as new, and everything works again by itself.

mod caller;
mod check;
mod cluster;
mod connections;
mod database_stops;
mod frozen;
mod instance;
mod locked;
mod matrix;
mod nothing;
mod program_killed;
mod proxy;
mod record;
mod scene;
mod supply;
mod upkeep;
mod work;
