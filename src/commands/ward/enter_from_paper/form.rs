//! The form of one row of paper as a browser sends it.

use chrono::{DateTime, Timelike, Utc};
use serde::Deserialize;

use crate::domain::paper::entry::TypedEntry;
use crate::language::Words;
use crate::page::keyed::{Keyed, TypedKey};

use super::earlier::Earlier;

/// Chosen as the line: none of them.
pub const NO_LINE: &str = "none";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaperForm {
    pub key: TypedKey,
    pub code: String,
    pub act: String,
    pub reason: String,
    /// An item's number in the tables, or [`NO_LINE`].
    pub line: String,
    pub date: String,
    pub time: String,
    /// A username, a registration, or `=`.
    pub who: String,
    /// Of somebody without a log-in.
    pub name: String,
    pub described: String,
    pub note: String,
    /// The doubtful moment that somebody looked at twice.
    pub confirm: String,
}

impl Keyed for PaperForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl PaperForm {
    /// An empty form of a row, on the day that the row is of, most likely.
    pub fn on_day(day: DateTime<Utc>, words: &Words) -> Self {
        PaperForm { date: words.typed_date(&day), ..PaperForm::default() }.with_fresh_key()
    }

    /// What an earlier entry says, to be put right.
    pub fn of(earlier: &Earlier, words: &Words) -> Self {
        let at = earlier.done_at.with_timezone(&words.zone);
        PaperForm {
            code: earlier.row_code.clone(),
            act: earlier.act.clone(),
            reason: earlier.reason.clone().unwrap_or_default(),
            line: earlier.item_id.map_or_else(|| NO_LINE.to_owned(), |id| id.to_string()),
            date: words.typed_date(&earlier.done_at),
            time: format!("{:02}:{:02}", at.hour(), at.minute()),
            who: earlier.done_by_username.clone().unwrap_or_default(),
            name: if earlier.done_by_username.is_none() { earlier.done_by.clone() } else { String::new() },
            described: earlier.described.clone(),
            note: earlier.note.clone(),
            ..PaperForm::default()
        }
        .with_fresh_key()
    }

    pub fn typed(&self) -> TypedEntry<'_> {
        TypedEntry {
            act: &self.act,
            reason: &self.reason,
            date: &self.date,
            time: &self.time,
            described: &self.described,
            note: &self.note,
        }
    }
}
