//! Posology: a hospital's prescribing and dispensing system.
//!
//! Commands write normalized tables in one transaction; pages read a materialized view that is
//! refreshed after each command. Where a line of code goes, first match wins:
//!
//! 1. it mentions a URL: [`routes`];
//! 2. it decides using values only: [`domain`];
//! 3. it inserts, updates or deletes: a verb in [`commands`];
//! 4. it selects for a page: a noun in [`queries`];
//! 5. it is HTML: the template of the same stem.
//!
//! A command's empty form lives with its command, because rejected input renders it again.

pub mod app;
pub mod auth;
pub mod children;
pub mod clock;
pub mod commands;
pub mod config;
pub mod disks;
pub mod domain;
pub mod door;
pub mod downtime;
pub mod error;
pub mod language;
pub mod page;
pub mod pdf;
pub mod postgres;
pub mod queries;
pub mod read_model;
pub mod request_log;
pub mod routes;
#[rustfmt::skip]
pub mod schema;
pub mod serve;
pub mod server;
pub mod traffic;
