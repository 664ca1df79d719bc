//! The database, the command line, and what happens when the power goes.

mod beside_open;
mod beside_work;
mod crash;
mod demo;
mod disks;
mod downtime;
mod downtime_trouble;
mod embedded;
mod ending;
mod heals;
mod health;
mod import_formulary;
mod language;
mod pdf;
mod pdf_ends;
mod read_model;
mod replica;
mod schema;
