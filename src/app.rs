//! The one shared state, and the two ways to the database: a command's transaction and a page's snapshot.

use std::sync::Arc;

use diesel::prelude::*;
use tokio::sync::watch;

use crate::auth::hashing::Hashing;
use crate::auth::throttle::Throttle;
use crate::commands::submission::{self, Submission};
use crate::config::Config;
use crate::disks::Disks;
use crate::downtime::Standing;
use crate::error::{AppError, AppResult};
use crate::language::{Language, Words};
use crate::page::not_shown_yet;
use crate::pdf::Pdf;
use crate::postgres::pools::Pool;
use crate::queries::hospital::Hospital;
use crate::read_model::freshness::Queries;
use crate::read_model::pulse::Pulse;
use crate::read_model::refresher::Refresher;
use crate::traffic::Traffic;

/// Shared by all requests.
pub struct App {
    pub config: Config,
    pub hospital: Hospital,
    pub sessions: Pool,
    pub commands: Pool,
    pub queries: Queries,
    pub refresher: Refresher,
    /// What is known of the database at this moment.
    pub pulse: watch::Receiver<Pulse>,
    /// True once the server is asked to stop.
    pub stopping: watch::Receiver<bool>,
    pub traffic: Traffic,
    pub throttle: Throttle,
    pub hashing: Hashing,
    pub pdf: Pdf,
    /// How the packs for a downtime stand.
    pub downtime: Standing,
    /// How much room there is where we write.
    pub disks: Disks,
    pub metrics: metrics_exporter_prometheus::PrometheusHandle,
}

/// Why a command's transaction was rolled back.
pub enum Abort<R> {
    /// A rule says no; what it says is for the person who asked.
    Rejected(R),
    Failed(diesel::result::Error),
}

impl<R> Abort<R> {
    /// The same, with what the rule says put otherwise.
    pub fn map<S>(self, put: impl FnOnce(R) -> S) -> Abort<S> {
        match self {
            Abort::Rejected(reason) => Abort::Rejected(put(reason)),
            Abort::Failed(error) => Abort::Failed(error),
        }
    }
}

impl<R> From<diesel::result::Error> for Abort<R> {
    fn from(error: diesel::result::Error) -> Self {
        Abort::Failed(error)
    }
}

/// What became of a submitted form.
pub enum Outcome<R> {
    /// Done, now or by an earlier submit of the same form: where to go on.
    Done { location: String },
    /// Nothing was written.
    Rejected(R),
    /// The form was carried out before with other content, and this content was not written.
    AlreadyDone { location: String },
}

impl App {
    /// Carries out a form's command: one transaction that keeps the form's key, then a refresh that
    /// began after the commit. `run` checks, writes and says where to go on. Where the connection is lost, the key says
    /// whether it was carried out, and if not it is.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a connection in time, [`AppError::Trouble`] of the database, and its other errors.
    pub async fn command<R: Send + 'static>(
        self: &Arc<Self>,
        submission: Submission,
        run: impl FnOnce(&mut PgConnection) -> Result<String, Abort<R>> + Clone + Send + 'static,
    ) -> AppResult<Outcome<R>> {
        let app = Arc::clone(self);
        let whole = async move {
            let work = move |connection: &mut PgConnection| submission::carry_out(connection, &submission, run);
            let mut outcome = app.commands.run_again_if_lost(work).await?;
            fail::fail_point!("between-commit-and-refresh");
            if let Outcome::Done { location } = &mut outcome
                && app.refresher.refreshed().await.is_none()
            {
                *location = not_shown_yet::mark(location);
            }
            Ok(outcome)
        };
        // A task of its own: whoever goes away meanwhile leaves no line behind that nobody sees.
        tokio::spawn(whole).await.map_err(|_| AppError::Internal("a command was cut off"))?
    }

    /// Runs on a commands connection, off the event loop; the callee opens its own transaction if it needs one. For
    /// what may be done twice, as it is where the connection is lost.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a connection in time, [`AppError::Trouble`] of the database, or what `run` returns.
    pub async fn write<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Clone + Send + 'static,
    ) -> AppResult<T> {
        self.commands.run_again_if_lost(run).await
    }

    /// Reads a page's data in one snapshot, off the event loop.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a connection in time, [`AppError::Trouble`] of the database, or what `run` returns.
    pub async fn read<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Clone + Send + 'static,
    ) -> AppResult<T> {
        self.queries.run(self.pulse(), move |connection| in_snapshot(connection, run)).await
    }

    /// As [`App::read`], on the primary alone: for what must not miss a change that no refresh has covered yet.
    ///
    /// # Errors
    /// As [`App::read`].
    pub async fn read_primary<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Clone + Send + 'static,
    ) -> AppResult<T> {
        self.queries.primary.run_again_if_lost(move |connection| in_snapshot(connection, run)).await
    }

    /// What is known of the database, with the newest refresh that this instance made or heard of.
    pub fn pulse(&self) -> Pulse {
        self.pulse.borrow().with_refresh(self.refresher.last())
    }

    /// What everything waits for, by name.
    pub fn pools(&self) -> [(&'static str, &Pool); 3] {
        [("sessions", &self.sessions), ("commands", &self.commands), ("queries", &self.queries.primary)]
    }

    /// How to speak to a reader.
    pub fn words(&self, language: Language) -> Words {
        Words::new(language, self.config.time_zone)
    }
}

fn in_snapshot<T>(connection: &mut PgConnection, run: impl FnOnce(&mut PgConnection) -> AppResult<T>) -> AppResult<T> {
    connection.build_transaction().repeatable_read().read_only().run(run)
}
