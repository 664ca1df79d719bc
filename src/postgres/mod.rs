//! The database: where it runs, how it is reached, and how its schema is brought up to date.

pub mod database;
pub mod embedded;
pub mod migrations;
pub mod outage;
pub mod own_connection;
pub mod pools;
pub mod trouble;
