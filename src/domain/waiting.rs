//! How long a line has waited, and how loudly the list says so.

use chrono::{DateTime, TimeDelta, Utc};

/// Whole minutes waited, never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    minutes: i64,
}

impl Waiting {
    pub fn between(since: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        Waiting { minutes: (now - since).max(TimeDelta::zero()).num_minutes() }
    }

    pub fn of_minutes(minutes: i64) -> Self {
        Waiting { minutes: minutes.max(0) }
    }

    pub fn minutes(self) -> i64 {
        self.minutes
    }

    /// How loudly to say it: calm, noticeable from half an hour, strong from two, alarming from six.
    pub fn loudness(self) -> &'static str {
        match self.minutes {
            ..30 => "calm",
            30..120 => "noticeable",
            120..360 => "strong",
            _ => "alarming",
        }
    }

    /// As people say it: `12 min`, `2 h 05 min`, `3 d`.
    pub fn text(self) -> String {
        match self.minutes {
            minutes if minutes < 60 => format!("{minutes} min"),
            minutes if minutes < 24 * 60 => format!("{} h {:02} min", minutes / 60, minutes % 60),
            minutes => format!("{} d", minutes / (24 * 60)),
        }
    }
}
