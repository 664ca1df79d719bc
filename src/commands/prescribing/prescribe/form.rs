//! The prescribing form as a browser sends it: one value a row for each of the repeated fields.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::domain::follow::Follow;
use crate::domain::item::typed::TypedItem;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

use super::weigh::Answers;

/// Rows that the form shows at most; a longer prescription is two.
pub const MOST_ITEMS: usize = 40;

/// The fields that repeat, one value a row, once for all: in the form, as rows, and in the check of its shape.
macro_rules! prescribe_form {
    ($($field:ident),+ $(,)?) => {
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(default)]
        pub struct PrescribeForm {
            pub key: TypedKey,
            /// The stay that the form was opened for.
            pub admission: String,
            action: String,
            /// The order set or favourite to insert.
            set: String,
            /// Only of a verbal order: the doctor who gave it …
            pub giver: String,
            /// … the emergency …
            pub emergency: String,
            /// … and `yes` once it was read back.
            pub read_back: String,
            $($field: Vec<String>,)+
            /// One an alert: what is to be decided …
            decision: Vec<String>,
            /// … why it is right nevertheless …
            reason: Vec<String>,
            /// … and, for hard stops, that it is needed: the decision once more.
            needed: Vec<String>,
            /// The prescription that is changed; empty otherwise.
            pub changes: String,
            /// The draft that it was opened from; empty otherwise (WHO-7).
            pub draft: String,
            /// Why it is changed (VAL-4).
            pub change_reason: String,
            /// The items that the form was opened with, as `renewal:12`.
            pub opened: Vec<String>,
            /// Those of them that the doctor has looked at (VAL-2).
            reviewed: Vec<String>,
        }

        impl PrescribeForm {
            /// The rows as typed.
            pub fn items(&self) -> Vec<TypedItem> {
                (0..self.medication.len()).map(|place| TypedItem { $($field: at(&self.$field, place),)+ }).collect()
            }

            fn set_items(&mut self, items: Vec<TypedItem>) {
                $(self.$field = items.iter().map(|item| item.$field.clone()).collect();)+
            }

            /// Whether each field has one value a row.
            fn is_whole(&self) -> bool {
                [$(self.$field.len()),+].iter().all(|length| *length == self.medication.len())
            }
        }
    };
}

prescribe_form! {
    medication, dose, unit, route, frequency, times, first, weekday, start, duration, indication, interval, most, preparation, volume, minutes,
    rate, rate_unit, protocol, protocol_cycle, protocol_day, term, pregnancy_test, contraception, shown, doses_shown, note, follows,
}

/// Which button was pressed.
pub enum Action {
    Sign,
    /// Says what would be in the way.
    Check,
    /// Fills in rows from an order set or favourite; None where none is chosen.
    Insert(Option<i64>),
    Edit(Edit),
}

/// Changes of the form itself; nothing is checked or written.
pub enum Edit {
    AddRow,
    /// By place, from 0.
    RemoveRow(usize),
    /// Nothing but to show what is calculated, and which doses result (TIME-2).
    Calculate,
}

impl Keyed for PrescribeForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl PrescribeForm {
    /// One empty row.
    pub fn empty() -> Self {
        let mut form = PrescribeForm::fresh();
        form.set_items(vec![TypedItem::default()]);
        form
    }

    /// Rows to go on from.
    pub fn of(rows: Vec<TypedItem>, changes: Option<i64>) -> Self {
        let mut form = PrescribeForm::empty();
        form.changes = changes.map(|id| id.to_string()).unwrap_or_default();
        form.opened = rows.iter().map(|row| row.follows.clone()).collect();
        if !rows.is_empty() {
            form.set_items(rows);
        }
        form
    }

    /// The form on the items as they are by now: `then` says for each what to follow instead, if anything.
    pub fn caught_up(mut self, then: &HashMap<String, String>) -> Self {
        let newer = |text: &mut String| {
            if let Some(now) = then.get(text) {
                text.clone_from(now);
            }
        };
        self.follows.iter_mut().chain(&mut self.opened).for_each(newer);
        self.opened.retain(|follow| !follow.is_empty());
        self
    }

    /// A draft's form as its own, with numbers written by the reader's rules.
    pub fn of_draft(mut self, draft_id: i64, number: impl Fn(&str) -> String) -> Self {
        self.key = TypedKey::fresh();
        self.draft = draft_id.to_string();
        for answered in [&mut self.decision, &mut self.reason, &mut self.needed, &mut self.reviewed] {
            answered.clear();
        }
        for written in [&mut self.dose, &mut self.interval, &mut self.volume, &mut self.minutes, &mut self.rate] {
            written.iter_mut().for_each(|text| *text = number(text));
        }
        // Who signs has seen the test and asked about contraception (WHO-5).
        self.pregnancy_test.iter_mut().chain(&mut self.contraception).for_each(String::clear);
        self
    }

    /// The form for this stay.
    pub fn of_stay(mut self, admission: String) -> Self {
        self.admission = admission;
        self
    }

    pub fn draft_id(&self) -> Option<i64> {
        self.draft.parse().ok()
    }

    /// What is left of a draft that somebody else decided on: rows of one's own.
    pub fn without_draft(mut self) -> Self {
        self.draft.clear();
        self
    }

    pub fn is_change(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Whether any of it renews or changes what was signed before.
    pub fn follows_anything(&self) -> bool {
        self.is_change() || self.opened.iter().chain(&self.follows).any(|follow| !follow.is_empty())
    }

    pub fn is_reviewed(&self, follows: &str) -> bool {
        self.reviewed.iter().any(|reviewed| reviewed == follows)
    }

    /// Each field has one value a row, there are not absurdly many, and no two rows follow one item.
    pub fn check_shape(&self) -> AppResult<()> {
        let rows = self.medication.len();
        if rows > MOST_ITEMS * 2 {
            return Err(AppError::TooLarge);
        }
        if self.decision.len() != self.reason.len() {
            return Err(AppError::BadRequest("the rows are incomplete"));
        }
        if !self.is_whole() {
            return Err(AppError::BadRequest("the rows are incomplete"));
        }
        if !self.draft.is_empty() && self.draft_id().is_none() {
            return Err(AppError::BadRequest("no such draft"));
        }
        if self.follows_twice() {
            return Err(AppError::BadRequest("two rows follow one item"));
        }
        Ok(())
    }

    fn follows_twice(&self) -> bool {
        let mut seen = HashSet::new();
        self.follows.iter().filter_map(|text| Follow::parse(text)).any(|follow| !seen.insert(follow.item_id))
    }

    /// # Errors
    /// [`AppError::BadRequest`] for a button that the form doesn't have.
    pub fn action(&self) -> AppResult<Action> {
        match self.action.as_str() {
            "" | "sign" => Ok(Action::Sign),
            "check" => Ok(Action::Check),
            "insert" if self.set.is_empty() => Ok(Action::Insert(None)),
            "insert" => {
                let set = self.set.parse().map_err(|_| AppError::BadRequest("no such order set"))?;
                Ok(Action::Insert(Some(set)))
            }
            "calculate" => Ok(Action::Edit(Edit::Calculate)),
            "add" => Ok(Action::Edit(Edit::AddRow)),
            other => {
                let place = other.strip_prefix("remove-").and_then(|place| place.parse().ok());
                place.map(|place| Action::Edit(Edit::RemoveRow(place))).ok_or(AppError::BadRequest("no such button"))
            }
        }
    }

    /// The form with a row more or less; never without a row.
    pub fn edited(mut self, edit: Edit) -> Self {
        let mut items = self.items();
        match edit {
            Edit::AddRow if items.len() < MOST_ITEMS => items.push(TypedItem::default()),
            Edit::RemoveRow(place) if place < items.len() => drop(items.remove(place)),
            Edit::AddRow | Edit::RemoveRow(_) | Edit::Calculate => {}
        }
        if items.is_empty() {
            items.push(TypedItem::default());
        }
        self.set_items(items);
        self
    }

    /// Whether so many rows more fit, the empty ones being used up.
    pub fn has_room_for(&self, rows: usize) -> bool {
        self.items().iter().filter(|item| !item.is_blank()).count().saturating_add(rows) <= MOST_ITEMS
    }

    /// The form with these rows in place of its empty ones, and then below.
    pub fn inserted(mut self, rows: Vec<TypedItem>) -> Self {
        let mut items = self.items();
        let mut rows = rows.into_iter();
        for item in items.iter_mut().filter(|item| item.is_blank()) {
            let Some(row) = rows.next() else { break };
            *item = row;
        }
        items.extend(rows);
        self.set_items(items);
        self
    }

    /// What was typed of each decision so far.
    pub fn answers(&self) -> impl Iterator<Item = (&String, &String)> {
        self.decision.iter().zip(&self.reason)
    }
}

impl Answers for PrescribeForm {
    fn answer(&self, decision: &str) -> (&str, bool) {
        answer(&self.decision, &self.reason, &self.needed, decision)
    }
}

/// The reason that stands at a decision's place, and whether it is among the needed ones.
pub fn answer<'a>(decisions: &[String], reasons: &'a [String], needed: &[String], decision: &str) -> (&'a str, bool) {
    let place = decisions.iter().position(|answered| answered == decision);
    let reason = place.and_then(|place| reasons.get(place)).map_or("", |reason| reason.trim());
    (reason, needed.iter().any(|needed| needed == decision))
}

fn at(values: &[String], place: usize) -> String {
    values.get(place).cloned().unwrap_or_default()
}
