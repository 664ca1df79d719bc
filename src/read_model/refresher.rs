//! The refresher: one task an instance that brings the read model up to date after commands.
//!
//! Commands that wait share the next refresh, and each is woken by one that began after its commit. It has a
//! connection of its own and gives it up after any error or silence: whatever happened to that one, the next try is on
//! another. A refresh that takes longer than it may is given more time at the next try, so that a slow hospital is late
//! and not stuck.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use tokio::sync::{Notify, mpsc, oneshot};

use crate::postgres::outage::Outage;
use crate::postgres::own_connection::{OwnConnection, OwnError};
use crate::postgres::pools::{DatabaseRole, named};
use crate::postgres::trouble::Trouble;

diesel::define_sql_function! {
    #[sql_name = "read_model.refresh"]
    fn refresh_read_model() -> BigInt;
}
diesel::define_sql_function! {
    fn set_config(name: Text, value: Text, is_local: Bool) -> Text;
}

/// How long a command waits for its refresh before it answers without: the commit stands anyway.
const PATIENCE: Duration = Duration::from_secs(5);
/// Twice within a command's patience; a refresh takes some ten milliseconds.
const ANSWERS_WITHIN: Duration = Duration::from_millis(1500);
/// The server says that it was too slow before we believe that it says nothing.
const GRACE: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(60);
const FIRST_RETRY: Duration = Duration::from_millis(50);
const LAST_RETRY: Duration = Duration::from_secs(1);

type Waiter = oneshot::Sender<i64>;

/// A handle to the refresher; cheap to clone.
#[derive(Clone)]
pub struct Refresher {
    waiters: mpsc::UnboundedSender<Waiter>,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    /// The server behind the connection at hand says nothing any more.
    is_silent: Notify,
    last_number: AtomicI64,
    last_at: Mutex<Option<Instant>>,
    pending_since: Mutex<Option<Instant>>,
}

fn set(moment: &Mutex<Option<Instant>>, at: Option<Instant>) {
    *moment.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = at;
}

fn since(moment: &Mutex<Option<Instant>>) -> Option<Duration> {
    let at = *moment.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    at.map(|at| at.elapsed())
}

impl Refresher {
    /// Starts the task on this runtime. A first refresh is asked for at once, for what a crash left behind.
    pub fn start(url: &str) -> Self {
        let (waiters, queue) = mpsc::unbounded_channel();
        let state = Arc::new(State::default());
        let set_up = [DatabaseRole::Commands.set_up(), "set lock_timeout = 0", &named("refresher")].join("; ");
        tokio::spawn(refresh_for_waiters(OwnConnection::new(url, set_up), queue, Arc::clone(&state)));
        Refresher { waiters, state }
    }

    /// Waits for a refresh that begins after this call; its number, or None if none came in time.
    pub async fn refreshed(&self) -> Option<i64> {
        tokio::time::timeout(PATIENCE, self.ask()?).await.ok()?.ok()
    }

    /// Asks for a refresh and waits for none, unless one is under way.
    pub fn refresh_soon(&self) {
        if since(&self.state.pending_since).is_none() {
            // Nobody waits for the answer.
            let _answer = self.ask();
        }
    }

    /// Leaves a refresh that is under way to the server, which says nothing any more, and makes another.
    pub fn begin_anew(&self) {
        self.state.is_silent.notify_one();
    }

    fn ask(&self) -> Option<oneshot::Receiver<i64>> {
        let (waiter, woken) = oneshot::channel();
        self.waiters.send(waiter).ok()?;
        Some(woken)
    }

    /// How long the oldest command has waited for a refresh; zero when none waits.
    pub fn lag(&self) -> Duration {
        since(&self.state.pending_since).unwrap_or_default()
    }

    /// Number of the last refresh made here; 0 before the first.
    pub fn last(&self) -> i64 {
        self.state.last_number.load(Ordering::Relaxed)
    }

    /// How long ago that was.
    pub fn age(&self) -> Option<Duration> {
        since(&self.state.last_at)
    }
}

async fn refresh_for_waiters(
    mut connection: OwnConnection,
    mut queue: mpsc::UnboundedReceiver<Waiter>,
    state: Arc<State>,
) {
    let mut waiters: Vec<Waiter> = Vec::new();
    while queue.recv_many(&mut waiters, usize::MAX).await > 0 {
        set(&state.pending_since, Some(Instant::now()));
        let number = refresh_until_done(&mut connection, &state.is_silent).await;
        state.last_number.store(number, Ordering::Relaxed);
        set(&state.last_at, Some(Instant::now()));
        set(&state.pending_since, None);
        for waiter in waiters.drain(..) {
            // A waiter that lost patience has gone; its command stands, and its line is refreshed now.
            let _gone = waiter.send(number);
        }
    }
}

async fn refresh_until_done(connection: &mut OwnConnection, is_silent: &Notify) -> i64 {
    let (mut pause, mut patience) = (FIRST_RETRY, ANSWERS_WITHIN);
    let mut outage = Outage::of("lists cannot be refreshed");
    loop {
        let refreshed = tokio::select! {
            // Silence may be known from before: then nothing is asked of the old connection.
            biased;
            () = is_silent.notified() => None,
            refreshed = refresh_once(connection, patience) => Some(refreshed),
        };
        match refreshed {
            None => {
                connection.give_up();
                continue;
            }
            Some(Ok(number)) => {
                outage.is_over();
                return number;
            }
            Some(Err(error)) => {
                metrics::counter!("posology_refresh_failures_total").increment(1);
                outage.goes_on(&error);
                if took_too_long(&error) {
                    patience = (patience * 2).min(LONGEST);
                }
            }
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LAST_RETRY);
    }
}

/// The server itself said so: it is slow. A server that says nothing is not waited for any longer the next time.
fn took_too_long(error: &OwnError) -> bool {
    matches!(error, OwnError::Database(error) if Trouble::of(error) == Some(Trouble::Late))
}

async fn refresh_once(connection: &mut OwnConnection, patience: Duration) -> Result<i64, OwnError> {
    fail::fail_point!("refresh", |_| Err(OwnError::Late(patience)));
    let began = Instant::now();
    let millis = patience.as_millis().to_string();
    let number = connection
        .run(patience + GRACE, move |connection| {
            diesel::select(set_config("statement_timeout", millis, false)).execute(connection)?;
            refresh_on(connection)
        })
        .await?;
    metrics::histogram!("posology_refresh_seconds").record(began.elapsed().as_secs_f64());
    Ok(number)
}

/// Refreshes on a connection at hand: the refresh's number.
///
/// # Errors
/// A database error.
pub fn refresh_on(connection: &mut PgConnection) -> QueryResult<i64> {
    diesel::select(refresh_read_model()).get_result(connection)
}
