//! The refresher: one task an instance that brings the read model up to date after commands.
//!
//! Commands that wait share the next refresh, and each is woken by one that began after its commit.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use tokio::sync::{mpsc, oneshot};

use crate::clock;
use crate::postgres::pools::Pool;

diesel::define_sql_function! {
    #[sql_name = "read_model.refresh"]
    fn refresh_read_model() -> BigInt;
}

/// How long a command waits for its refresh before it answers without: the commit stands anyway.
const PATIENCE: Duration = Duration::from_secs(5);
const FIRST_RETRY: Duration = Duration::from_millis(50);
const LAST_RETRY: Duration = Duration::from_secs(5);

type Waiter = oneshot::Sender<i64>;

/// A handle to the refresher; cheap to clone.
#[derive(Clone)]
pub struct Refresher {
    waiters: mpsc::UnboundedSender<Waiter>,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    last_number: AtomicI64,
    last_at_ms: AtomicI64,
    pending_since: Mutex<Option<Instant>>,
}

impl State {
    fn set_pending(&self, since: Option<Instant>) {
        *self.pending_since.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = since;
    }

    fn pending_since(&self) -> Option<Instant> {
        *self.pending_since.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Refresher {
    /// Starts the task on this runtime. A first refresh is asked for at once, for what a crash left behind.
    pub fn start(pool: Pool) -> Self {
        let (waiters, queue) = mpsc::unbounded_channel();
        let state = Arc::new(State::default());
        tokio::spawn(refresh_for_waiters(pool, queue, Arc::clone(&state)));
        Refresher { waiters, state }
    }

    /// Waits for a refresh that begins after this call; its number, or None if none came in time.
    pub async fn refreshed(&self) -> Option<i64> {
        let (waiter, woken) = oneshot::channel();
        self.waiters.send(waiter).ok()?;
        tokio::time::timeout(PATIENCE, woken).await.ok()?.ok()
    }

    /// How long the oldest command has waited for a refresh; zero when none waits.
    pub fn lag(&self) -> Duration {
        self.state.pending_since().map_or(Duration::ZERO, |since| since.elapsed())
    }

    /// Number of the last refresh made here, and its age.
    pub fn last(&self) -> (i64, Duration) {
        let age = clock::now().timestamp_millis() - self.state.last_at_ms.load(Ordering::Relaxed);
        (self.state.last_number.load(Ordering::Relaxed), Duration::from_millis(age.max(0).unsigned_abs()))
    }
}

async fn refresh_for_waiters(pool: Pool, mut queue: mpsc::UnboundedReceiver<Waiter>, state: Arc<State>) {
    let mut waiters: Vec<Waiter> = Vec::new();
    while queue.recv_many(&mut waiters, usize::MAX).await > 0 {
        state.set_pending(Some(Instant::now()));
        let number = refresh_until_done(&pool).await;
        state.last_number.store(number, Ordering::Relaxed);
        state.last_at_ms.store(clock::now().timestamp_millis(), Ordering::Relaxed);
        state.set_pending(None);
        for waiter in waiters.drain(..) {
            // A waiter that lost patience has gone; its command stands, and its line is refreshed now.
            let _gone = waiter.send(number);
        }
    }
}

async fn refresh_until_done(pool: &Pool) -> i64 {
    let mut pause = FIRST_RETRY;
    loop {
        match refresh_once(pool.clone()).await {
            Ok(number) => return number,
            Err(error) => {
                metrics::counter!("posology_refresh_failures_total").increment(1);
                tracing::error!(%error, "refresh failed; trying again in {pause:?}");
            }
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LAST_RETRY);
    }
}

/// Refreshes on a connection at hand: the refresh's number.
///
/// # Errors
/// A database error.
pub fn refresh_on(connection: &mut PgConnection) -> QueryResult<i64> {
    diesel::select(refresh_read_model()).get_result(connection)
}

async fn refresh_once(pool: Pool) -> Result<i64, RefreshError> {
    let began = Instant::now();
    let number = in_background(pool, refresh_on).await?;
    metrics::histogram!("posology_refresh_seconds").record(began.elapsed().as_secs_f64());
    Ok(number)
}

/// Runs a refresh off the event loop, on a connection of its own while it lasts.
pub(super) async fn in_background<T: Send + 'static>(
    pool: Pool,
    run: impl FnOnce(&mut PgConnection) -> QueryResult<T> + Send + 'static,
) -> Result<T, RefreshError> {
    tokio::task::spawn_blocking(move || {
        let mut connection = pool.get()?;
        Ok(run(&mut connection)?)
    })
    .await?
}

/// Why a refresh did not happen.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    #[error("no connection: {0}")]
    Connection(#[from] r2d2::Error),
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    #[error("the refresh was cut off: {0}")]
    CutOff(#[from] tokio::task::JoinError),
}
