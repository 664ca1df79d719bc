//! The prescribing form as a browser sends it: one value a row for each of the repeated fields.

use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::domain::item::TypedItem;
use crate::error::{AppError, AppResult};

/// Rows that the form shows at most; a longer prescription is two.
pub const MOST_ITEMS: usize = 40;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PrescribeForm {
    key: String,
    /// The stay that the form was opened for.
    pub admission: String,
    action: String,
    medication: Vec<String>,
    dose: Vec<String>,
    unit: Vec<String>,
    route: Vec<String>,
    frequency: Vec<String>,
    times: Vec<String>,
    first: Vec<String>,
    weekday: Vec<String>,
    start: Vec<String>,
    shown: Vec<String>,
    duration: Vec<String>,
    note: Vec<String>,
    /// One a row: the item that the row renews, or nothing.
    renews: Vec<String>,
    /// One an alert: what is to be decided …
    decision: Vec<String>,
    /// … why it is right nevertheless …
    reason: Vec<String>,
    /// … and, for hard stops, that it is needed: the decision once more.
    needed: Vec<String>,
}

/// Which button was pressed.
pub enum Action {
    Sign,
    /// Says what would be in the way.
    Check,
    Edit(Edit),
}

/// Changes of the form itself; nothing is checked or written.
pub enum Edit {
    AddRow,
    /// By place, from 0.
    RemoveRow(usize),
    /// Shows which doses result (TIME-2).
    ShowDoses,
}

impl PrescribeForm {
    /// One empty row.
    pub fn empty(key: FormKey) -> Self {
        let mut form = PrescribeForm { key: key.to_string(), ..PrescribeForm::default() };
        form.set_items(vec![TypedItem::default()]);
        form
    }

    pub fn key(&self) -> Option<FormKey> {
        FormKey::parse(&self.key)
    }

    /// The same content as a form of its own.
    pub fn with_fresh_key(mut self) -> Self {
        self.key = FormKey::fresh().to_string();
        self
    }

    /// Each field has one value a row, and there are not absurdly many.
    pub fn check_shape(&self) -> AppResult<()> {
        let rows = self.medication.len();
        if rows > MOST_ITEMS * 2 {
            return Err(AppError::TooLarge);
        }
        if !self.renews.is_empty() && self.renews.len() != rows || self.decision.len() != self.reason.len() {
            return Err(AppError::BadRequest("the rows are incomplete"));
        }
        let fields = [
            &self.dose,
            &self.unit,
            &self.route,
            &self.frequency,
            &self.times,
            &self.first,
            &self.weekday,
            &self.start,
            &self.shown,
            &self.duration,
            &self.note,
        ];
        if fields.iter().any(|field| field.len() != rows) {
            return Err(AppError::BadRequest("the rows are incomplete"));
        }
        Ok(())
    }

    /// # Errors
    /// [`AppError::BadRequest`] for a button that the form doesn't have.
    pub fn action(&self) -> AppResult<Action> {
        match self.action.as_str() {
            "" | "sign" => Ok(Action::Sign),
            "check" => Ok(Action::Check),
            "add" => Ok(Action::Edit(Edit::AddRow)),
            "doses" => Ok(Action::Edit(Edit::ShowDoses)),
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
            Edit::AddRow | Edit::RemoveRow(_) | Edit::ShowDoses => {}
        }
        if items.is_empty() {
            items.push(TypedItem::default());
        }
        self.set_items(items);
        self
    }

    /// The rows as typed.
    pub fn items(&self) -> Vec<TypedItem> {
        (0..self.medication.len())
            .map(|place| TypedItem {
                medication: at(&self.medication, place),
                dose: at(&self.dose, place),
                unit: at(&self.unit, place),
                route: at(&self.route, place),
                frequency: at(&self.frequency, place),
                times: at(&self.times, place),
                first: at(&self.first, place),
                weekday: at(&self.weekday, place),
                start: at(&self.start, place),
                shown: at(&self.shown, place),
                duration: at(&self.duration, place),
                note: at(&self.note, place),
                renews: at(&self.renews, place),
            })
            .collect()
    }

    /// The reason typed for a decision, and whether the doctor says that it is needed.
    pub fn answer(&self, decision: &str) -> (&str, bool) {
        let place = self.decision.iter().position(|answered| answered == decision);
        let reason = place.and_then(|place| self.reason.get(place)).map_or("", |reason| reason.trim());
        (reason, self.needed.iter().any(|needed| needed == decision))
    }

    /// Items that the rows renew.
    pub fn renewed(&self) -> Vec<i64> {
        self.renews.iter().filter_map(|id| id.parse().ok()).collect()
    }

    fn set_items(&mut self, items: Vec<TypedItem>) {
        self.medication = items.iter().map(|item| item.medication.clone()).collect();
        self.dose = items.iter().map(|item| item.dose.clone()).collect();
        self.unit = items.iter().map(|item| item.unit.clone()).collect();
        self.route = items.iter().map(|item| item.route.clone()).collect();
        self.frequency = items.iter().map(|item| item.frequency.clone()).collect();
        self.times = items.iter().map(|item| item.times.clone()).collect();
        self.first = items.iter().map(|item| item.first.clone()).collect();
        self.weekday = items.iter().map(|item| item.weekday.clone()).collect();
        self.start = items.iter().map(|item| item.start.clone()).collect();
        self.shown = items.iter().map(|item| item.shown.clone()).collect();
        self.duration = items.iter().map(|item| item.duration.clone()).collect();
        self.note = items.iter().map(|item| item.note.clone()).collect();
        self.renews = items.into_iter().map(|item| item.renews).collect();
    }
}

fn at(values: &[String], place: usize) -> String {
    values.get(place).cloned().unwrap_or_default()
}
