//! The pulse: hears of refreshes, this instance's and others', and looks each second whether the database still
//! answers, what time it is there, and whether a change waits for a refresh that nobody makes.
//!
//! A connection that only listens does not notice that it hears nothing any more. So nothing is called live but on the
//! word of a look that is seconds old (FRESH-3), and a look that gets no answer tells all pools to begin anew.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::clock;
use crate::postgres::outage::Outage;
use crate::postgres::own_connection::OwnConnection;
use crate::postgres::pools::{Pool, named};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::refresher::Refresher;

/// diesel's notification iterator does not block, so it is polled.
const LISTEN_EVERY: Duration = Duration::from_millis(25);
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// The server has stopped, or the way to it, when a look takes longer.
const ANSWERS_WITHIN: Duration = Duration::from_millis(1500);
const RECONNECT_AFTER: Duration = Duration::from_millis(250);
/// What is known is too old to go by after this.
const FRESH_FOR: Duration = Duration::from_secs(3);
/// Whoever wrote it has had the time to refresh: it has died, or cannot.
const ABANDONED_AFTER: TimeDelta = TimeDelta::seconds(1);

/// What was last known of the database.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pulse {
    /// The newest refresh's number, whoever made it.
    pub number: i64,
    /// The last look that got an answer.
    look: Option<Look>,
}

#[derive(Clone, Copy, Debug)]
struct Look {
    at: Instant,
    is_behind: bool,
    missing_for: TimeDelta,
}

impl Pulse {
    /// As this, where a refresh is known that was not heard of yet.
    pub fn with_refresh(self, number: i64) -> Self {
        Pulse { number: self.number.max(number), ..self }
    }

    /// The database answered within the last seconds.
    pub fn is_felt(&self) -> bool {
        self.look.is_some_and(|look| look.at.elapsed() < FRESH_FOR)
    }

    /// It did, and no change has waited too long for its refresh: a list that has the newest refresh lacks nothing.
    pub fn is_fresh(&self) -> bool {
        self.is_felt() && self.look.is_some_and(|look| !look.is_behind)
    }

    /// Since when the database has not answered; without end before it first did.
    pub fn silent_for(&self) -> Duration {
        self.look.map_or(Duration::MAX, |look| look.at.elapsed())
    }

    /// A look since then found that lists lack nothing.
    pub fn has_all_from_before(&self, age: TimeDelta) -> bool {
        let since = |look: Look| TimeDelta::from_std(look.at.elapsed()).unwrap_or(TimeDelta::MAX);
        self.look.is_some_and(|look| look.missing_for == TimeDelta::zero() && since(look) < age)
    }

    /// How long the oldest change has waited for its refresh, as of the last look.
    pub fn missing_for(&self) -> TimeDelta {
        self.look.map_or(TimeDelta::zero(), |look| look.missing_for)
    }
}

/// Feels it for as long as the runtime lives and somebody holds a receiver; `first` was looked at a moment ago.
pub fn feel(url: &str, first: Option<AsOf>, pools: Vec<Pool>, refresher: Refresher) -> watch::Receiver<Pulse> {
    let mut beginning = Pulse::default();
    beginning.take_in(None, first);
    let (pulse, receiver) = watch::channel(beginning);
    let set_up = ["listen posology_refreshed", &named("listener")].join("; ");
    let connection = OwnConnection::new(url, set_up);
    let silence = Outage::of("the database does not answer");
    tokio::spawn(Feeling { connection, pools, refresher, looked: None, silence, pulse }.go_on());
    receiver
}

struct Feeling {
    connection: OwnConnection,
    pools: Vec<Pool>,
    refresher: Refresher,
    looked: Option<Instant>,
    silence: Outage,
    pulse: watch::Sender<Pulse>,
}

impl Feeling {
    async fn go_on(mut self) {
        while !self.pulse.is_closed() {
            let is_time = self.looked.is_none_or(|at| at.elapsed() >= LOOK_EVERY);
            let asked = Instant::now();
            match self.connection.run(ANSWERS_WITHIN, move |connection| hear(connection, is_time)).await {
                Ok(heard) => {
                    self.silence.is_over();
                    self.tell(heard, asked);
                }
                Err(error) => {
                    self.silence.goes_on(&error);
                    self.begin_anew().await;
                }
            }
            sleep(LISTEN_EVERY).await;
        }
    }

    /// One connection that is lost may be the first of all.
    async fn begin_anew(&mut self) {
        if self.looked.take().is_some() {
            self.pools.iter().for_each(Pool::renew);
            self.refresher.begin_anew();
        }
        sleep(RECONNECT_AFTER).await;
    }

    fn tell(&mut self, heard: Heard, asked: Instant) {
        if let Some(as_of) = heard.as_of {
            clock::keep(as_of.now, asked);
            self.looked = Some(Instant::now());
            if as_of.missing_for() > ABANDONED_AFTER {
                self.refresher.refresh_soon();
            }
        }
        let newest = heard.number.max(heard.as_of.map(|as_of| as_of.number));
        self.pulse.send_if_modified(|pulse| pulse.take_in(newest, heard.as_of));
    }
}

impl Pulse {
    /// Whether this is news for whoever waits: another refresh, or another word on whether lists lack something.
    fn take_in(&mut self, newest: Option<i64>, as_of: Option<AsOf>) -> bool {
        let before = (self.number, self.look.map(|look| look.is_behind));
        // A look is believed also where it says less than before: the database may be an earlier copy of itself.
        self.number = as_of.map_or(self.number, |as_of| as_of.number).max(newest.unwrap_or_default());
        if let Some(as_of) = as_of {
            let look = Look { at: Instant::now(), is_behind: as_of.is_behind(), missing_for: as_of.missing_for() };
            self.look = Some(look);
        }
        before != (self.number, self.look.map(|look| look.is_behind))
    }
}

struct Heard {
    number: Option<i64>,
    as_of: Option<AsOf>,
}

fn hear(connection: &mut PgConnection, look: bool) -> QueryResult<Heard> {
    let mut number = None;
    for notification in connection.notifications_iter() {
        number = notification?.payload.parse().ok().max(number);
    }
    let as_of = if look || number.is_some() { as_of(connection).optional()? } else { None };
    Ok(Heard { number, as_of })
}
