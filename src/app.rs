//! The one shared state, and the two ways to the database: a command's transaction and a page's snapshot.

use std::sync::Arc;

use actix_web::web;
use diesel::prelude::*;
use tokio::sync::watch;

use crate::auth::throttle::Throttle;
use crate::commands::submission::{self, Submission};
use crate::config::Config;
use crate::downtime::Standing;
use crate::error::{AppError, AppResult};
use crate::language::{Language, Words};
use crate::pdf::Pdf;
use crate::postgres::pools::Pool;
use crate::queries::hospital::Hospital;
use crate::read_model::freshness::{Queries, on_fresh_connection};
use crate::read_model::refresher::Refresher;

/// Shared by all requests.
pub struct App {
    pub config: Config,
    pub hospital: Hospital,
    pub commands: Pool,
    pub queries: Queries,
    pub refresher: Refresher,
    /// The newest refresh's number, whoever made it.
    pub refreshes: watch::Receiver<i64>,
    /// True once the server is asked to stop.
    pub stopping: watch::Receiver<bool>,
    pub throttle: Throttle,
    pub pdf: Pdf,
    /// How the packs for a downtime stand.
    pub downtime: Standing,
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
    /// began after the commit. `run` checks, writes and says where to go on.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a connection in time, [`AppError::Database`] otherwise.
    pub async fn command<R: Send + 'static>(
        self: &Arc<Self>,
        submission: Submission,
        run: impl FnOnce(&mut PgConnection) -> Result<String, Abort<R>> + Send + 'static,
    ) -> AppResult<Outcome<R>> {
        let app = Arc::clone(self);
        let whole = async move {
            let outcome = app.write(move |connection| submission::carry_out(connection, &submission, run)).await?;
            fail::fail_point!("between-commit-and-refresh");
            if matches!(outcome, Outcome::Done { .. }) {
                app.refresher.refreshed().await;
            }
            Ok(outcome)
        };
        // A task of its own: whoever goes away meanwhile leaves no line behind that nobody sees.
        tokio::spawn(whole).await.map_err(|_| AppError::Internal("a command was cut off"))?
    }

    /// Runs on a commands connection, off the event loop; the callee opens its own transaction if it needs one.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a connection in time, or what `run` returns.
    pub async fn write<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        on_connection(self.commands.clone(), run).await
    }

    /// Reads a page's data in one snapshot, off the event loop.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a connection in time, or what `run` returns.
    pub async fn read<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        let newest = self.newest_refresh();
        let queries = self.queries.clone();
        off_the_event_loop(move || {
            on_fresh_connection(&queries, newest, |connection| {
                connection.build_transaction().repeatable_read().read_only().run(run)
            })
        })
        .await
    }

    /// As [`App::read`], on the primary alone: for what must not miss a change that no refresh has covered yet.
    ///
    /// # Errors
    /// [`AppError::Busy`] without a connection in time, or what `run` returns.
    pub async fn read_primary<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        on_connection(self.queries.primary.clone(), |connection| {
            connection.build_transaction().repeatable_read().read_only().run(run)
        })
        .await
    }

    /// The newest refresh that this instance made or heard of.
    fn newest_refresh(&self) -> i64 {
        self.refresher.last().0.max(*self.refreshes.borrow())
    }

    /// How to speak to a reader.
    pub fn words(&self, language: Language) -> Words {
        Words::new(language, self.config.time_zone)
    }
}

async fn on_connection<T: Send + 'static>(
    pool: Pool,
    run: impl FnOnce(&mut PgConnection) -> AppResult<T> + Send + 'static,
) -> AppResult<T> {
    off_the_event_loop(move || {
        let mut connection = pool.get().map_err(|_| AppError::Busy)?;
        run(&mut connection)
    })
    .await
}

async fn off_the_event_loop<T: Send + 'static>(run: impl FnOnce() -> AppResult<T> + Send + 'static) -> AppResult<T> {
    web::block(run).await.map_err(|_| AppError::Internal("a blocking task was cut off"))?
}
