//! Serve: from configuration to a running hospital, and its orderly end.

use std::sync::Arc;

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
use crate::server::bind;

/// Why the hospital did not open.
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
        downtime: Standing::default(),
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

/// Serves until it is asked to stop (Ctrl-C or SIGTERM), then ends gracefully.
///
/// # Errors
/// When the hospital cannot open.
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
    tokio::spawn(async move {
        asked_to_stop().await;
        tracing::info!("stopping");
        stop.send_replace(true);
    });
    bound.run_until(stopping).await?;
    Ok(())
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
