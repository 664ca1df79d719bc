//! Connection pools, one a purpose: commands write, queries read, and neither can do the other's work; sessions, which
//! every request needs, wait for neither.
//!
//! A pool hands out what it has without asking whether it still works, which would cost each request a round trip.
//! Instead the first error that is not the server's own answer, and the first silence, retire all that the pool has:
//! whoever comes next gets a connection made since then. A restarted database is so found once, not by each connection.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool as Connections};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::error::{AppError, AppResult};
use crate::postgres::trouble::Trouble;

/// Nobody waits longer for a connection.
const FREE_WITHIN: Duration = Duration::from_secs(2);

/// An answer that is under way when a server is given up.
const LAST_WORD: Duration = Duration::from_millis(250);

/// A database role that a connection works as.
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
    pub fn set_up(self) -> &'static str {
        match self {
            // A word of a medication's name may share as little as this with what was typed to be offered for it.
            DatabaseRole::Commands => "set role posology_commands; set pg_trgm.word_similarity_threshold = 0.42",
            DatabaseRole::Queries => "set role posology_queries; set jit = off",
        }
    }
}

/// What a pool is for, with its deadlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Who is this? Asked by every request.
    Sessions,
    Commands,
    Queries,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::Sessions => "sessions",
            Purpose::Commands => "commands",
            Purpose::Queries => "queries",
        }
    }

    fn role(self) -> DatabaseRole {
        match self {
            Purpose::Sessions | Purpose::Commands => DatabaseRole::Commands,
            Purpose::Queries => DatabaseRole::Queries,
        }
    }

    /// The server gives a statement up before we give up the server.
    fn timeouts(self) -> &'static str {
        match self {
            Purpose::Sessions => "set lock_timeout = '1s'; set statement_timeout = '1500ms'",
            Purpose::Commands => "set lock_timeout = '4s'; set statement_timeout = '10s'",
            Purpose::Queries => "set lock_timeout = '3s'; set statement_timeout = '5s'",
        }
    }

    /// A server that has not answered by now says nothing any more.
    fn deadline(self) -> Duration {
        match self {
            Purpose::Sessions => Duration::from_secs(2),
            Purpose::Commands => Duration::from_secs(12),
            Purpose::Queries => Duration::from_secs(8),
        }
    }

    fn set_up(self) -> String {
        let (role, timeouts, name) = (self.role().set_up(), self.timeouts(), self.name());
        // Whoever is gone in the middle of a transaction lets go of its locks before others stop waiting for them.
        [role, timeouts, "set idle_in_transaction_session_timeout = '2s'", &named(name)].join("; ")
    }
}

/// How a connection is told from others on the server.
pub fn named(what: &str) -> String {
    ["set application_name = 'posology ", what, "'"].concat()
}

/// A URL that gives up after two seconds where nobody answers, and some ten where an answer stops to come.
pub fn reachable(url: &str) -> String {
    const WITHIN: [(&str, &str); 5] = [
        ("connect_timeout", "2"),
        ("keepalives_idle", "5"),
        ("keepalives_interval", "2"),
        ("keepalives_count", "3"),
        ("tcp_user_timeout", "10000"),
    ];
    let is_url = url.contains("://");
    WITHIN.into_iter().filter(|(name, _)| !url.contains(name)).fold(url.to_owned(), |url, (name, value)| {
        let sign = if !is_url {
            " "
        } else if url.contains('?') {
            "&"
        } else {
            "?"
        };
        [&url, sign, name, "=", value].concat()
    })
}

/// Some connections for one purpose; cheap to clone.
#[derive(Clone)]
pub struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    purpose: Purpose,
    url: String,
    size: u32,
    places: Semaphore,
    connections: RwLock<Generation>,
    /// When the server last answered anybody.
    answered: Mutex<Instant>,
}

/// The connections made since the last loss.
#[derive(Clone)]
struct Generation {
    number: u64,
    connections: Connections<ConnectionManager<PgConnection>>,
    /// True once the server behind them is known to say nothing.
    is_silent: Arc<watch::Sender<bool>>,
}

impl Generation {
    fn new(number: u64, url: &str, purpose: Purpose, size: u32) -> Self {
        Generation {
            number,
            connections: connections(url, purpose, size),
            is_silent: Arc::new(watch::Sender::new(false)),
        }
    }

    /// Whoever still waits for an answer then gets one within moments, or none.
    async fn given_up(&self) {
        let mut silence = self.is_silent.subscribe();
        // The sender is ours, and so is never gone.
        let _is_silent = silence.wait_for(|is_silent| *is_silent).await.is_ok();
        sleep(LAST_WORD).await;
    }
}

impl Pool {
    /// Connects when somebody needs it: a server that is away now may be there then.
    pub fn new(url: &str, purpose: Purpose, size: u32) -> Self {
        let url = reachable(url);
        let connections = RwLock::new(Generation::new(0, &url, purpose, size));
        let (places, answered) = (Semaphore::new(size as usize), Mutex::new(Instant::now()));
        Pool { shared: Arc::new(Shared { purpose, url, size, places, connections, answered }) }
    }

    /// Runs off the event loop on a connection of the pool; the callee opens a transaction if it needs one.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a free connection in time, [`AppError::Trouble`] without a server that answers, or
    /// what `run` returns.
    pub async fn run<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        self.run_within(self.shared.purpose.deadline(), run).await
    }

    /// As [`Pool::run`]; where the connection was lost meanwhile, once more on another. For what can be done twice: a
    /// read, or a command, whose form's key says what became of the first time.
    ///
    /// # Errors
    /// As [`Pool::run`].
    pub async fn run_again_if_lost<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Clone + Send + 'static,
    ) -> AppResult<T> {
        match self.run(run.clone()).await {
            Err(AppError::Trouble(Trouble::Unreachable)) => self.run(run).await,
            done => done,
        }
    }

    /// As [`Pool::run`], with another deadline.
    ///
    /// # Errors
    /// As [`Pool::run`].
    pub async fn run_within<T: Send + 'static>(
        &self,
        deadline: Duration,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        // Held by whoever waits, not by the thread: one that hangs takes nobody's place.
        let _place = self.place().await?;
        let generation = self.generation();
        let connections = generation.connections.clone();
        let work = tokio::task::spawn_blocking(move || {
            let mut connection = connections.get().map_err(|_| AppError::Trouble(Trouble::Unreachable))?;
            run(&mut connection)
        });
        let done = tokio::select! {
            done = work => done.unwrap_or(Err(AppError::Internal("work on the database was cut off"))),
            // The thread is left to itself: it ends when the server, or the network, says anything at all.
            () = sleep(deadline) => Err(AppError::Trouble(Trouble::Unreachable)),
            () = generation.given_up() => Err(AppError::Trouble(Trouble::Unreachable)),
        };
        if let Err(AppError::Trouble(Trouble::Unreachable)) = done {
            self.retire(generation.number);
        } else {
            *self.shared.answered.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        }
        done
    }

    async fn place(&self) -> AppResult<tokio::sync::SemaphorePermit<'_>> {
        let began = Instant::now();
        let place = timeout(FREE_WITHIN, self.shared.places.acquire()).await;
        metrics::histogram!("posology_pool_wait_seconds", "pool" => self.shared.purpose.name())
            .record(began.elapsed().as_secs_f64());
        place.ok().and_then(Result::ok).ok_or_else(|| self.why_no_place(began))
    }

    /// Too many people, unless nobody at all was answered meanwhile.
    fn why_no_place(&self, since: Instant) -> AppError {
        let answered = *self.shared.answered.lock().unwrap_or_else(PoisonError::into_inner);
        if answered < since { AppError::Trouble(Trouble::Late) } else { AppError::Busy }
    }

    fn generation(&self) -> Generation {
        self.shared.connections.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets go of all connections, and of whoever waits for an answer on one: the server behind them says nothing.
    pub fn renew(&self) {
        let generation = self.generation();
        self.retire(generation.number);
        generation.is_silent.send_replace(true);
    }

    /// Once a generation: the others who lost theirs find a new one.
    fn retire(&self, number: u64) {
        let Shared { purpose, url, size, connections: current, .. } = &*self.shared;
        let mut current = current.write().unwrap_or_else(PoisonError::into_inner);
        if current.number == number {
            *current = Generation::new(number + 1, url, *purpose, *size);
            metrics::counter!("posology_pool_renewals_total", "pool" => purpose.name()).increment(1);
        }
    }

    /// Connections that are there, in use or not.
    pub fn connected(&self) -> u32 {
        self.generation().connections.state().connections
    }
}

fn connections(url: &str, purpose: Purpose, size: u32) -> Connections<ConnectionManager<PgConnection>> {
    Connections::builder()
        .max_size(size)
        .min_idle(Some(0))
        .test_on_check_out(false)
        .connection_timeout(FREE_WITHIN)
        .connection_customizer(Box::new(SetUp(purpose.set_up())))
        .build_unchecked(ConnectionManager::new(url))
}

#[derive(Debug)]
struct SetUp(String);

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for SetUp {
    fn on_acquire(&self, connection: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        connection.batch_execute(&self.0).map_err(diesel::r2d2::Error::QueryError)
    }
}
