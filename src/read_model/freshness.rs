//! Pages from a streaming replica that are never older than what this instance knows of.

use std::time::{Duration, Instant};

use diesel::prelude::*;

use crate::error::{AppError, AppResult};
use crate::postgres::pools::Pool;
use crate::read_model::as_of::as_of;

/// A page waits this long for the replica to catch up, then asks the primary.
const PATIENCE: Duration = Duration::from_millis(200);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Where pages read.
#[derive(Clone)]
pub struct Queries {
    pub primary: Pool,
    /// A server for pages alone, which may lag behind.
    pub replica: Option<Pool>,
}

/// Runs on the replica once it has refresh `newest`; on the primary if there is none or it takes too long.
///
/// # Errors
/// [`AppError::Busy`] without a connection in time, or what `run` returns.
pub fn on_fresh_connection<T>(
    queries: &Queries,
    newest: i64,
    run: impl FnOnce(&mut PgConnection) -> AppResult<T>,
) -> AppResult<T> {
    if let Some(mut replica) = queries.replica.as_ref().and_then(|pool| pool.get().ok())
        && catches_up(&mut replica, newest)
    {
        return run(&mut replica);
    }
    let mut primary = queries.primary.get().map_err(|_| AppError::Busy)?;
    run(&mut primary)
}

fn catches_up(replica: &mut PgConnection, newest: i64) -> bool {
    let began = Instant::now();
    loop {
        match as_of(replica) {
            Ok(as_of) if as_of.number >= newest => return true,
            Ok(_) | Err(diesel::result::Error::NotFound) if began.elapsed() < PATIENCE => {
                std::thread::sleep(LOOK_EVERY);
            }
            _ => {
                metrics::counter!("posology_replica_passed_over_total").increment(1);
                return false;
            }
        }
    }
}
