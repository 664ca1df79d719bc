//! What the rows of a form do to items signed before: renewed, changed, let end, or found moved meanwhile (VAL-2, VAL-4).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::clock;
use crate::domain::clock::Clock;
use crate::domain::follow::{Follow, FollowedAs};
use crate::domain::item::typed::TypedItem;
use crate::domain::named::Named;
use crate::domain::stage::Stage;
use crate::language::Words;
use crate::schema::prescription_items;

use super::form::PrescribeForm;
use super::stored::{Stored, stored_items};

/// Earlier items that the form speaks of.
#[derive(Default)]
pub struct Lineage {
    stored: HashMap<i64, Stored>,
    /// The same in the other language: the form may have been opened in it.
    translated: HashMap<i64, Stored>,
    /// By row, from 0.
    rows: HashMap<usize, Follow>,
    /// Those that the form was opened with, and that have no row any more.
    dropped: Vec<Follow>,
}

/// An item that somebody moved after the form was opened.
#[derive(Clone, Debug)]
pub struct Moved {
    pub medication: Named,
    /// What the form says of it, and what it is to say: another item, or nothing.
    pub follow: Follow,
    pub now: Option<Follow>,
    pub became: Became,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Became {
    Followed { by: String, dose: (Decimal, String), prescription_id: i64 },
    Stopped(Stage),
}

/// What is done to items signed before.
#[derive(Default)]
pub struct Consequences {
    /// Stopped, as their change takes their place or because they were taken out: prescription, number, stage seen.
    pub stopped: Vec<(i64, i16, Stage)>,
    /// Looked at, and left to end.
    pub not_renewed: Vec<i64>,
    /// The prescription that this one is a new version of.
    pub changes_id: Option<i64>,
}

/// Items that the form takes the place of.
#[derive(Clone, Debug, Default)]
pub struct Replaced {
    /// By the same medication: not given beside it.
    pub by_the_same: Vec<i64>,
    /// Stopped as the form is signed. What is renewed as something else is given until its end.
    pub ended: Vec<i64>,
}

impl Lineage {
    /// # Errors
    /// `NotFound` for an item of another stay and for the renewal of what has not begun, which our form cannot have sent.
    pub fn read(
        connection: &mut PgConnection,
        form: &PrescribeForm,
        admission_id: i64,
        words: &Words,
    ) -> QueryResult<Self> {
        let typed = form.items();
        // A row that was emptied is a row that was removed.
        let written = typed.iter().enumerate().filter(|(_, item)| !item.is_blank());
        let rows: HashMap<usize, Follow> =
            written.filter_map(|(place, item)| Some((place, Follow::parse(&item.follows)?))).collect();
        let with_row: HashSet<Follow> = rows.values().copied().collect();
        let dropped: Vec<Follow> = form
            .opened
            .iter()
            .filter_map(|text| Follow::parse(text))
            .filter(|follow| !with_row.contains(follow))
            .collect();
        let ids: Vec<i64> = with_row.iter().chain(&dropped).map(|follow| follow.item_id).collect();
        if ids.is_empty() {
            return Ok(Lineage::default());
        }
        hold(connection, &ids)?;
        let stored = stored_items(connection, &ids, words)?;
        let of_stay = |id| stored.get(id).is_some_and(|stored: &Stored| stored.admission_id == admission_id);
        let now = clock::now();
        let has_begun = |follow: &Follow| stored.get(&follow.item_id).is_some_and(|stored| stored.starts_at <= now);
        let mut follows = with_row.iter().chain(&dropped);
        let renews_what_begins_later =
            follows.any(|follow| follow.followed_as == FollowedAs::Renewal && !has_begun(follow));
        if !ids.iter().all(of_stay) || renews_what_begins_later {
            return Err(diesel::result::Error::NotFound);
        }
        let other = words.in_language(words.language.other());
        let translated = if form.is_change() { stored_items(connection, &ids, &other)? } else { HashMap::new() };
        Ok(Lineage { stored, translated, rows, dropped })
    }

    fn of_row(&self, place: usize) -> Option<(Follow, &Stored)> {
        let follow = self.rows.get(&place)?;
        Some((*follow, self.stored.get(&follow.item_id)?))
    }

    pub fn follow(&self, place: usize) -> Option<Follow> {
        self.rows.get(&place).copied()
    }

    /// A question of the pharmacy about what is renewed waits for its answer.
    pub fn is_queried(&self, place: usize) -> bool {
        self.of_row(place)
            .is_some_and(|(follow, stored)| follow.followed_as == FollowedAs::Renewal && stored.stage == Stage::Queried)
    }

    /// When a row's item begins: at once, where what it renews ends, or where what it changes would have begun.
    pub fn clock(&self, place: usize, now: Clock) -> Clock {
        match self.of_row(place) {
            Some((Follow { followed_as: FollowedAs::Renewal, .. }, stored)) => {
                Clock::at(stored.valid_until.max(now.now), now.zone)
            }
            Some((Follow { followed_as: FollowedAs::Change, .. }, stored)) => {
                Clock::at(stored.starts_at.max(now.now), now.zone)
            }
            None => now,
        }
    }

    /// A change that changes nothing: its item stays as it is.
    pub fn is_unchanged(&self, place: usize, typed: &TypedItem) -> bool {
        self.of_row(place).is_some_and(|(follow, stored)| {
            let translated = self.translated.get(&follow.item_id);
            let is_as_typed = stored.is_as_typed(typed) || translated.is_some_and(|stored| stored.is_as_typed(typed));
            follow.followed_as == FollowedAs::Change && is_as_typed
        })
    }

    /// What the form does to what is given already; `rows` says which medication each row has by now.
    pub fn replaced(&self, unchanged: &HashSet<usize>, rows: &HashMap<usize, i64>, now: DateTime<Utc>) -> Replaced {
        let mut replaced = Replaced::default();
        for (place, follow) in self.rows.iter().filter(|(place, _)| !unchanged.contains(place)) {
            let Some(stored) = self.stored.get(&follow.item_id) else { continue };
            let is_same = rows.get(place) == Some(&stored.medication_id);
            match follow.followed_as {
                _ if is_same => {
                    replaced.by_the_same.push(follow.item_id);
                    // Of what has not begun yet, what it renews is given until then, and not beside it.
                    replaced.by_the_same.extend(stored.followed_id.filter(|_| stored.starts_at > now));
                }
                FollowedAs::Change => replaced.ended.push(follow.item_id),
                FollowedAs::Renewal => {}
            }
        }
        let dropped = self.dropped.iter().filter(|follow| follow.followed_as == FollowedAs::Change);
        replaced.ended.extend(dropped.map(|follow| follow.item_id));
        replaced
    }

    /// Whether there is anything that a reason is owed for.
    pub fn changes_something(&self, unchanged: &HashSet<usize>) -> bool {
        let is_change = |follow: &Follow| follow.followed_as == FollowedAs::Change;
        self.dropped.iter().any(is_change)
            || self.rows.iter().any(|(place, follow)| is_change(follow) && !unchanged.contains(place))
    }

    /// What somebody else did to these items meanwhile.
    pub fn moved(&self, connection: &mut PgConnection, words: &Words) -> QueryResult<Vec<Moved>> {
        let mut moved = Vec::new();
        for follow in self.rows.values().chain(&self.dropped) {
            let Some(stored) = self.stored.get(&follow.item_id).filter(|stored| !stored.stands(follow.followed_as))
            else {
                continue;
            };
            let newest = newest_follower(connection, stored, words)?;
            let became = match &newest {
                Some(newest) => Became::Followed {
                    by: newest.doctor_name.clone(),
                    dose: newest.dose.clone(),
                    prescription_id: newest.prescription_id,
                },
                None => Became::Stopped(stored.stage),
            };
            let open = newest.filter(Stored::may_be_changed);
            let now = open.map(|newest| Follow { followed_as: FollowedAs::Change, item_id: newest.id });
            moved.push(Moved { medication: stored.medication.clone(), follow: *follow, now, became });
        }
        moved.sort_by_key(|moved| moved.follow.item_id);
        Ok(moved)
    }

    /// What signing does to the earlier items.
    pub fn consequences(&self, unchanged: &HashSet<usize>) -> Consequences {
        let changed = self.rows.iter().filter(|(place, _)| !unchanged.contains(place)).map(|(_, follow)| *follow);
        let mut consequences = Consequences::default();
        for follow in changed.chain(self.dropped.iter().copied()) {
            let Some(stored) = self.stored.get(&follow.item_id) else { continue };
            if follow.followed_as == FollowedAs::Change {
                consequences.stopped.push((stored.prescription_id, stored.number, stored.stage));
                consequences.changes_id = Some(stored.prescription_id);
            }
        }
        let let_end = self.dropped.iter().filter(|follow| follow.followed_as == FollowedAs::Renewal);
        consequences.not_renewed = let_end.map(|follow| follow.item_id).collect();
        consequences.stopped.sort_unstable_by_key(|(prescription_id, number, _)| (*prescription_id, *number));
        consequences
    }

    /// The end of what a change replaces: a new version is valid no longer than the old one.
    pub fn end_of_changed(&self) -> Option<DateTime<Utc>> {
        let changed = self.rows.values().filter(|follow| follow.followed_as == FollowedAs::Change);
        changed.filter_map(|follow| self.stored.get(&follow.item_id)).map(|stored| stored.valid_until).max()
    }
}

/// Holds the items until the commit, so that nobody stops one while it is being renewed or changed.
fn hold(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<()> {
    prescription_items::table
        .filter(prescription_items::id.eq_any(ids))
        .order(prescription_items::id)
        .select(prescription_items::id)
        .for_no_key_update()
        .load::<i64>(connection)
        .map(|_| ())
}

/// The last of the items that follow it, one after the other.
fn newest_follower(connection: &mut PgConnection, stored: &Stored, words: &Words) -> QueryResult<Option<Stored>> {
    let mut newest: Option<Stored> = None;
    let mut next = stored.follower_id;
    while let Some(id) = next {
        let Some(follower) = stored_items(connection, &[id], words)?.remove(&id) else { break };
        next = follower.follower_id;
        newest = Some(follower);
    }
    Ok(newest)
}

impl Stored {
    /// As the form was told: nobody followed or stopped it.
    fn stands(&self, followed_as: FollowedAs) -> bool {
        self.follower_id.is_none()
            && (!self.stage.is_over() || followed_as == FollowedAs::Renewal && self.stage == Stage::Expired)
    }

    fn is_as_typed(&self, typed: &TypedItem) -> bool {
        let own = &self.typed;
        let pairs = [
            (&own.medication, &typed.medication),
            (&own.dose, &typed.dose),
            (&own.unit, &typed.unit),
            (&own.route, &typed.route),
            (&own.frequency, &typed.frequency),
            (&own.times, &typed.times),
            (&own.first, &typed.first),
            (&own.weekday, &typed.weekday),
            (&own.start, &typed.start),
            (&own.indication, &typed.indication),
            (&own.interval, &typed.interval),
            (&own.most, &typed.most),
            (&own.preparation, &typed.preparation),
            (&own.volume, &typed.volume),
            (&own.minutes, &typed.minutes),
            (&own.rate, &typed.rate),
            (&own.rate_unit, &typed.rate_unit),
            (&own.protocol, &typed.protocol),
            (&own.protocol_cycle, &typed.protocol_cycle),
            (&own.protocol_day, &typed.protocol_day),
            (&own.term, &typed.term),
            (&own.pregnancy_test, &typed.pregnancy_test),
            (&own.contraception, &typed.contraception),
            (&own.note, &typed.note),
        ];
        pairs.iter().all(|(own, typed)| own.trim() == typed.trim())
            && self.duration_of_change() == typed.duration.trim()
    }
}
