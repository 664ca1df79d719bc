//! The fault matrix: whatever breaks around a hospital at work, nothing acknowledged is lost or doubled, nothing old is
//! shown as new, and everything works again by itself.

mod caller;
mod check;
mod clocks;
mod cluster;
mod connections;
mod database_stops;
mod disk_full;
mod editors;
mod ending;
mod failpoints;
mod frozen;
mod in_a_browser;
mod instance;
mod instances;
mod locked;
mod matrix;
mod nothing;
mod overload;
mod packs;
mod paused_writer;
mod program_killed;
mod proxy;
mod record;
mod replica;
mod replies;
mod scene;
mod seeded;
mod supply;
mod upkeep;
mod work;
