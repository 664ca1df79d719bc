//! Serve: from configuration to a running hospital, and its orderly end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::sync::watch;

use crate::app::App;
use crate::auth::hashing::Hashing;
use crate::auth::throttle::Throttle;
use crate::clock;
use crate::commands::administration::command_line::{TaskError, load_demo};
use crate::commands::prescribing::expire::expire_now_and_then;
use crate::config::Config;
use crate::disks::{Disks, look_now_and_then};
use crate::downtime::{Standing, pack_now_and_then};
use crate::pdf::{self, Pdf, PdfError};
use crate::postgres::database::{Database, DatabaseError};
use crate::postgres::pools::{Pool, Purpose};
use crate::queries::hospital::{Hospital, hospital};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::compactor::compact_now_and_then;
use crate::read_model::freshness::{Queries, Replica};
use crate::read_model::pulse::feel;
use crate::read_model::refresher::Refresher;
use crate::server::{Bound, bind};
use crate::traffic::Traffic;

/// Asked to stop, the program is over after so long, whatever hangs.
const OVER_WITHIN: Duration = Duration::from_millis(9_800);
/// The embedded server is asked to end so early that it can be made to, where it hears nothing.
const EMBEDDED_ASKED_WITHIN: Duration = Duration::from_millis(7_200);
/// It ends in good order within this, if it ever does.
const GOOD_ORDER: Duration = Duration::from_secs(5);

/// Why the hospital did not open, or closed by itself.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("cannot connect to the database: {0}")]
    Connection(#[from] ConnectionError),
    #[error(transparent)]
    Demo(#[from] TaskError),
    #[error("the database does not answer as expected: {0}")]
    Query(#[from] diesel::result::Error),
    #[error("cannot listen on {address}: {error}")]
    Listen { address: String, error: std::io::Error },
    #[error("cannot start a thread: {0}")]
    Thread(#[from] std::io::Error),
    #[error("the embedded PostgreSQL ended and cannot be brought up again. The end of its log:\n{0}")]
    Lost(String),
}

/// Opens the pools, starts the refresher, the compactor, the listener and what expires by itself. To be called on a runtime.
///
/// # Errors
/// When the database cannot be reached.
pub fn open(
    config: Config,
    database: &Database,
    stopping: watch::Receiver<bool>,
    metrics: PrometheusHandle,
) -> Result<Arc<App>, ServeError> {
    let commands = Pool::new(&database.commands_url, Purpose::Commands, config.command_connections);
    let sessions = Pool::new(&database.commands_url, Purpose::Sessions, config.session_connections);
    let queries = queries(&config, database);
    let (hospital, as_of) = first_look(database)?;
    let refresher = Refresher::start(&database.commands_url);
    let pools = vec![sessions.clone(), commands.clone(), queries.primary.clone()];
    let pulse = feel(&database.commands_url, as_of, pools, refresher.clone());
    tokio::spawn(compact_now_and_then(database.commands_url.clone(), config.compact_at));
    let app = Arc::new(App {
        throttle: Throttle::new(config.logins_per_minute),
        hashing: Hashing::start()?,
        pdf: Pdf::new(&config),
        traffic: Traffic::default(),
        downtime: Standing::default(),
        disks: Disks::default(),
        pulse,
        hospital,
        sessions,
        commands,
        queries,
        refresher,
        stopping,
        metrics,
        config,
    });
    tokio::spawn(expire_now_and_then(Arc::clone(&app)));
    tokio::spawn(pack_now_and_then(Arc::clone(&app)));
    tokio::spawn(look_now_and_then(Arc::clone(&app)));
    Ok(app)
}

fn queries(config: &Config, database: &Database) -> Queries {
    let size = config.query_connections;
    Queries {
        primary: Pool::new(&database.queries_url, Purpose::Queries, size),
        replica: database.replica_url.as_ref().map(|url| Replica::start(url, size)),
    }
}

/// Who we are, what time it is, and how the lists stand.
fn first_look(database: &Database) -> Result<(Hospital, Option<AsOf>), ServeError> {
    let mut connection = PgConnection::establish(&database.queries_url)?;
    clock::set_by(&mut connection)?;
    Ok((hospital(&mut connection)?, as_of(&mut connection).optional()?))
}

/// Counts from here on; once a process.
pub fn metrics_recorder() -> PrometheusHandle {
    PrometheusBuilder::new().install_recorder().unwrap_or_else(|_| PrometheusBuilder::new().build_recorder().handle())
}

/// Serves until it is asked to stop (Ctrl-C or SIGTERM), then ends gracefully, and in time.
///
/// # Errors
/// When the hospital cannot open, or its embedded server is lost for good.
pub async fn serve(config: Config) -> Result<(), ServeError> {
    let database = Database::open(&config)?;
    if database.is_embedded() {
        open_demo_if_empty(&database)?;
    }
    pdf::sweep_up();
    let address = config.listen.clone();
    let (stop, stopping) = watch::channel(false);
    let app = open(config, &database, stopping.clone(), metrics_recorder())?;
    app.refresher.refreshed().await;
    if app.pdf.chromium().is_none() {
        tracing::warn!("{}", PdfError::Missing);
    } else if pdf::is_without_sandbox() {
        tracing::warn!("as root Chromium makes PDFs without its sandbox: run Posology as a user of its own");
    }
    let bound = bind(Arc::clone(&app)).map_err(|error| ServeError::Listen { address, error })?;
    tracing::info!(address = %bound.address, "the hospital is open");
    eprintln!("Posology: http://{}", bound.address);
    run(bound, database, stop, stopping).await
}

async fn run(
    bound: Bound,
    database: Database,
    stop: watch::Sender<bool>,
    stopping: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    let mut running = Box::pin(bound.run_until(stopping));
    let lost = tokio::select! {
        served = &mut running => return Ok(served?),
        () = asked_to_stop() => None,
        why = database.lost() => Some(why),
    };
    let began = Instant::now();
    tracing::info!("stopping");
    end_for_certain();
    stop.send_replace(true);
    running.await?;
    database.close_within(GOOD_ORDER.min(EMBEDDED_ASKED_WITHIN.saturating_sub(began.elapsed())));
    lost.map_or(Ok(()), |why| Err(ServeError::Lost(why)))
}

/// On a thread beside the runtime, which may hang itself.
fn end_for_certain() {
    let end = || {
        std::thread::sleep(OVER_WITHIN);
        tracing::error!("the program did not end in good order in time");
        std::process::exit(1);
    };
    if let Err(error) = std::thread::Builder::new().name("end-for-certain".to_owned()).spawn(end) {
        tracing::warn!(%error, "nobody watches over the end");
    }
}

/// A new embedded database has no hospital yet: people who only try it find the demo.
fn open_demo_if_empty(database: &Database) -> Result<(), ServeError> {
    let mut connection = PgConnection::establish(&database.owner_url)?;
    if hospital(&mut connection)?.name.is_empty() {
        load_demo(database)?;
        tracing::info!("the demo hospital is there now");
    }
    Ok(())
}

/// Waits for Ctrl-C or SIGTERM.
pub async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(interrupt.await),
    }
}
