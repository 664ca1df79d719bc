//! Where pages read: the primary, or a streaming replica while it answers and has all that this instance knows of.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use tokio::time::sleep;

use crate::error::{AppError, AppResult};
use crate::postgres::outage::Outage;
use crate::postgres::own_connection::OwnConnection;
use crate::postgres::pools::{DatabaseRole, Pool, Purpose, named};
use crate::read_model::as_of::as_of;
use crate::read_model::pulse::Pulse;

/// A page waits this long for the replica to catch up, then asks the primary.
const PATIENCE: Duration = Duration::from_millis(200);
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// A page that the replica has not answered by then asks the primary.
const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
/// The replica is asked this often whether it answers, and used for no longer than it did.
const PROBE_EVERY: Duration = Duration::from_millis(500);
const PROBED_FOR: Duration = Duration::from_millis(1500);

/// Where pages read.
#[derive(Clone)]
pub struct Queries {
    pub primary: Pool,
    /// A server for pages alone, which may lag behind, hang or be away.
    pub replica: Option<Replica>,
}

/// A server for pages alone.
#[derive(Clone)]
pub struct Replica {
    pub pool: Pool,
    answered: Arc<RwLock<Option<Instant>>>,
}

impl Replica {
    /// Connects when it can; whether it answers is looked at for as long as the runtime lives.
    pub fn start(url: &str, size: u32) -> Self {
        let replica = Replica { pool: Pool::new(url, Purpose::Queries, size), answered: Arc::default() };
        let set_up = [DatabaseRole::Queries.set_up(), &named("replica probe")].join("; ");
        tokio::spawn(probe(OwnConnection::new(url, set_up), Arc::clone(&replica.answered)));
        replica
    }

    /// It did a moment ago.
    pub fn answers(&self) -> bool {
        let answered = *self.answered.read().unwrap_or_else(PoisonError::into_inner);
        answered.is_some_and(|at| at.elapsed() < PROBED_FOR)
    }
}

async fn probe(mut connection: OwnConnection, answered: Arc<RwLock<Option<Instant>>>) {
    let keep = |at| *answered.write().unwrap_or_else(PoisonError::into_inner) = at;
    let mut outage = Outage::of("the replica does not answer, and pages ask the primary");
    loop {
        match connection.run(PROBED_FOR, |connection| as_of(connection).optional()).await {
            Ok(_) => {
                outage.is_over();
                keep(Some(Instant::now()));
            }
            Err(error) => {
                outage.goes_on(&error);
                keep(None);
            }
        }
        sleep(PROBE_EVERY).await;
    }
}

impl Queries {
    /// Runs on the replica once it has all that the pulse knows of; on the primary if there is none, it takes too long,
    /// or nobody can know. A connection that is lost meanwhile is followed by another, once.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a connection in time, [`AppError::Trouble`] of the primary, or what `run` returns.
    pub async fn run<T: Send + 'static>(
        &self,
        pulse: Pulse,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Clone + Send + 'static,
    ) -> AppResult<T> {
        if let Some(replica) = &self.replica {
            match self.on_replica(replica, pulse, run.clone()).await {
                Ok(Some(done)) => return Ok(done),
                Ok(None) | Err(AppError::Busy | AppError::Trouble(_)) => {
                    metrics::counter!("posology_replica_passed_over_total").increment(1);
                }
                Err(other) => return Err(other),
            }
        }
        self.primary.run_again_if_lost(run).await
    }

    async fn on_replica<T: Send + 'static>(
        &self,
        replica: &Replica,
        pulse: Pulse,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Send + 'static,
    ) -> AppResult<Option<T>> {
        // Without a pulse, or with a change that no refresh covers, nobody knows what the replica lacks.
        if !pulse.is_fresh() || !replica.answers() {
            return Ok(None);
        }
        let work = move |connection: &mut PgConnection| {
            if catches_up(connection, pulse.number)? { run(connection).map(Some) } else { Ok(None) }
        };
        replica.pool.run_within(ANSWERS_WITHIN, work).await
    }
}

fn catches_up(replica: &mut PgConnection, newest: i64) -> AppResult<bool> {
    let began = Instant::now();
    while as_of(replica).optional()?.is_none_or(|as_of| as_of.number < newest) {
        if began.elapsed() >= PATIENCE {
            return Ok(false);
        }
        std::thread::sleep(LOOK_EVERY);
    }
    Ok(true)
}
