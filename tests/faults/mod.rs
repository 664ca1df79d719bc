//! The fault matrix: whatever breaks around a hospital at work, nothing acknowledged is lost or doubled, nothing old is
//! shown as new, and everything works again by itself.

mod caller;
mod check;
mod cluster;
mod database_stops;
mod instance;
mod matrix;
mod proxy;
mod record;
mod scene;
mod supply;
mod work;
