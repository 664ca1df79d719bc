//! One connection of one's own, for work that must go on whatever becomes of the others: made when it is needed, given
//! up after any error, and left behind when its deadline has passed.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::postgres::pools::reachable;

/// For one task at a time.
pub struct OwnConnection {
    url: String,
    /// What each new connection runs first.
    set_up: String,
    connection: Option<PgConnection>,
}

/// Why the work was not done; the next try has a new connection.
#[derive(Debug, thiserror::Error)]
pub enum OwnError {
    #[error("no connection: {0}")]
    Connection(#[from] ConnectionError),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    #[error("no answer within {0:?}")]
    Late(Duration),
    #[error("cut off: {0}")]
    CutOff(#[from] tokio::task::JoinError),
}

impl OwnConnection {
    pub fn new(url: &str, set_up: String) -> Self {
        OwnConnection { url: reachable(url), set_up, connection: None }
    }

    /// The next work has a new one.
    pub fn give_up(&mut self) {
        self.connection = None;
    }

    /// Runs off the event loop. A thread that waits for a server without a word is left to itself: it ends when the
    /// server, or the network, says anything at all.
    ///
    /// # Errors
    /// No connection, no answer in time, or a database error.
    pub async fn run<T: Send + 'static>(
        &mut self,
        deadline: Duration,
        run: impl FnOnce(&mut PgConnection) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, OwnError> {
        let (kept, url, set_up) = (self.connection.take(), self.url.clone(), self.set_up.clone());
        let work = tokio::task::spawn_blocking(move || {
            let mut connection = kept.map_or_else(|| establish(&url, &set_up), Ok)?;
            let done = run(&mut connection)?;
            Ok::<_, OwnError>((connection, done))
        });
        let (connection, done) =
            tokio::time::timeout(deadline, work).await.map_err(|_| OwnError::Late(deadline))???;
        self.connection = Some(connection);
        Ok(done)
    }
}

fn establish(url: &str, set_up: &str) -> Result<PgConnection, OwnError> {
    let mut connection = PgConnection::establish(url)?;
    connection.batch_execute(set_up)?;
    Ok(connection)
}
