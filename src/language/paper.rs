//! What was done on paper, in words: always with both people and both times.

use chrono::{DateTime, Utc};

use super::{Language, Words};
use crate::domain::clock::day_of;

impl Words {
    /// `done 25 Nov 2026 03:10 by Rita Souza`.
    pub fn done_on_paper(&self, at: &DateTime<Utc>, by: &str) -> String {
        self.with_all("paper-done", [("at", self.date_time(at)), ("by", by.to_owned())])
    }

    /// `typed in 25 Nov 2026 09:40 by Ana Farias`.
    pub fn typed_in(&self, at: &DateTime<Utc>, by: &str) -> String {
        self.with_all("paper-typed", [("at", self.date_time(at)), ("by", by.to_owned())])
    }

    /// `As of 25 Nov 2026 03:10:05, in /var/lib/posology/downtime`.
    pub fn pack_state(&self, at: &DateTime<Utc>, folder: &std::path::Path) -> String {
        self.with_all("pack-state-fresh", [("at", self.moment(at)), ("folder", folder.display().to_string())])
    }

    /// A day as people type it: `25/11/2026`, or `2026-11-25`.
    pub fn typed_date(&self, at: &DateTime<Utc>) -> String {
        let day = day_of(*at, self.zone);
        match self.language {
            Language::Portuguese => day.format("%d/%m/%Y").to_string(),
            Language::English => day.format("%Y-%m-%d").to_string(),
        }
    }
}
