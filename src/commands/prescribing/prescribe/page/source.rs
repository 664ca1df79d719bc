//! The signed item that a row follows (VAL-2, VAL-4).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::clock;
use crate::commands::prescribing::prescribe::form::PrescribeForm;
use crate::commands::prescribing::prescribe::stored::stored_items;
use crate::domain::clock::Clock;
use crate::domain::follow::{Follow, FollowedAs};
use crate::domain::named::Named;
use crate::domain::stage::Stage;
use crate::language::Words;
use crate::page::chrome::Chrome;

/// The signed item of a row.
pub struct Source {
    pub follow: Follow,
    pub prescription_id: i64,
    pub number: i16,
    pub medication: Named,
    pub starts_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    pub is_reviewed: bool,
    /// The pharmacy waits for an answer about it.
    pub is_queried: bool,
}

impl Source {
    pub fn begins_at(&self) -> DateTime<Utc> {
        if self.is_change() { self.starts_at } else { self.valid_until }
    }

    /// When the row's item begins: at once, or where what it renews ends.
    pub fn clock(&self, now: Clock) -> Clock {
        Clock::at(self.begins_at().max(now.now), now.zone)
    }

    /// For the form's script: a moment in seconds, or nothing for at once.
    pub fn begins(&self) -> String {
        let begins_at = self.begins_at();
        if begins_at <= clock::now() { String::new() } else { begins_at.timestamp().to_string() }
    }

    /// What becomes of the item without its row.
    pub fn dropped(&self, l: &Words) -> String {
        let medication = l.name(&self.medication);
        if self.is_change() {
            return l.with("dropped-change", "medication", medication);
        }
        let values = [("medication", medication.to_owned()), ("at", l.date_time(&self.valid_until))];
        l.with_all("dropped-renewal", values)
    }

    pub fn is_change(&self) -> bool {
        self.follow.followed_as == FollowedAs::Change
    }
}

/// The items that the rows follow, by what the rows say of them.
pub fn sources(
    connection: &mut PgConnection,
    form: &PrescribeForm,
    chrome: &Chrome,
) -> QueryResult<HashMap<String, Source>> {
    let of_rows = form.items().into_iter().map(|item| item.follows);
    let follows: HashSet<Follow> =
        of_rows.chain(form.opened.iter().cloned()).filter_map(|text| Follow::parse(&text)).collect();
    let ids: Vec<i64> = follows.iter().map(|follow| follow.item_id).collect();
    let stored = if ids.is_empty() { HashMap::new() } else { stored_items(connection, &ids, &chrome.l)? };
    let source = |follow: Follow| {
        let stored = stored.get(&follow.item_id)?;
        let text = follow.to_string();
        let is_reviewed = form.is_reviewed(&text);
        let (prescription_id, number, medication) = (stored.prescription_id, stored.number, stored.medication.clone());
        let source = Source {
            follow,
            prescription_id,
            number,
            medication,
            starts_at: stored.starts_at,
            valid_until: stored.valid_until,
            is_reviewed,
            is_queried: stored.stage == Stage::Queried,
        };
        Some((text, source))
    };
    Ok(follows.into_iter().filter_map(source).collect())
}
