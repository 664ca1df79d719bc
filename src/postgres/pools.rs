//! Connection pools, one a role: commands write, queries read, and neither can do the other's work.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool as R2d2Pool};

pub type Pool = R2d2Pool<ConnectionManager<PgConnection>>;

/// A database role that a pool works as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseRole {
    /// Reads and writes the normalized tables; owns nothing.
    Commands,
    /// Selects from the schema `read_model`, and nothing else.
    Queries,
}

impl DatabaseRole {
    pub fn name(self) -> &'static str {
        match self {
            DatabaseRole::Commands => "posology_commands",
            DatabaseRole::Queries => "posology_queries",
        }
    }

    /// What each connection runs first. The log-in is the role already, or a member of it.
    fn set_up(self) -> &'static str {
        match self {
            // A word of a medication's name may share as little as this with what was typed to be offered for it.
            DatabaseRole::Commands => {
                "set role posology_commands; set lock_timeout = '5s'; set statement_timeout = '30s'; \
                 set pg_trgm.word_similarity_threshold = 0.42"
            }
            DatabaseRole::Queries => "set role posology_queries; set statement_timeout = '10s'; set jit = off",
        }
    }
}

#[derive(Debug)]
struct TakeRole(DatabaseRole);

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for TakeRole {
    fn on_acquire(&self, connection: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        connection.batch_execute(self.0.set_up()).map_err(diesel::r2d2::Error::QueryError)
    }
}

/// A pool of `size` connections working as `role`. Waits two seconds for a free one at most.
///
/// # Errors
/// When the first connections cannot be made.
pub fn pool(url: &str, role: DatabaseRole, size: u32) -> Result<Pool, r2d2::Error> {
    R2d2Pool::builder()
        .max_size(size)
        .min_idle(Some(size.min(2)))
        .test_on_check_out(false)
        .connection_timeout(Duration::from_secs(2))
        .connection_customizer(Box::new(TakeRole(role)))
        .build(ConnectionManager::new(url))
}
