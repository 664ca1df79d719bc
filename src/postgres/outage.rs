//! An outage in the log: a line when it begins, one a minute while it lasts, and one when it is over.

use std::fmt::Display;
use std::time::{Duration, Instant};

const TELL_EVERY: Duration = Duration::from_secs(60);

/// What was tried over and over and did not work.
pub struct Outage {
    /// As a sentence begins, for example `the replica does not answer`.
    what: &'static str,
    going_on: Option<GoingOn>,
}

struct GoingOn {
    since: Instant,
    told_at: Instant,
    failures: u32,
}

impl Outage {
    pub fn of(what: &'static str) -> Self {
        Outage { what, going_on: None }
    }

    /// It did not work this time.
    pub fn goes_on(&mut self, error: &impl Display) {
        let now = Instant::now();
        let error = one_line(error);
        let Some(GoingOn { since, told_at, failures }) = &mut self.going_on else {
            self.going_on = Some(GoingOn { since: now, told_at: now, failures: 1 });
            tracing::warn!(%error, "{}", self.what);
            return;
        };
        *failures += 1;
        if told_at.elapsed() >= TELL_EVERY {
            *told_at = now;
            tracing::warn!(%error, failures, seconds = since.elapsed().as_secs(), "still: {}", self.what);
        }
    }

    /// It worked.
    pub fn is_over(&mut self) {
        if let Some(GoingOn { since, failures, .. }) = self.going_on.take() {
            let after_ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
            tracing::warn!(failures, after_ms, "no longer: {}", self.what);
        }
    }
}

/// An event is one line of the log; libpq's words are several.
pub fn one_line(error: &impl Display) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
