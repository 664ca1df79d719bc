//! Set-up shared by the tests: a server of databases, a hospital a test, people with browsers.

pub mod browser;
pub mod chromium;
pub mod databases;
pub mod form;
pub mod fullest;
pub mod hospital;
pub mod html_form;
pub mod keyboard;
pub mod one_more_migration;
pub mod packs;
pub mod paper;
pub mod pdf;
pub mod person;
pub mod prints;
pub mod program;
pub mod small_disk;
pub mod stock;
pub mod supply;
pub mod take_home;
pub mod trials;
