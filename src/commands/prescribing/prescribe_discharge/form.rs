//! The form of what goes home as a browser sends it: one value a row for each of the repeated fields.

use serde::Deserialize;

use crate::commands::prescribing::prescribe::form::answer;
use crate::commands::prescribing::prescribe::weigh::Answers;
use crate::domain::item::typed::TypedItem;
use crate::domain::take_home::typed::TypedTakeHome;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

/// Rows at most; who takes home more gets two prescriptions.
pub const MOST_ITEMS: usize = 30;

/// The fields that repeat, once for all: those of any item, and those of what goes home only.
macro_rules! discharge_form {
    ($($field:ident),+; $($own:ident),+ $(,)?) => {
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(default)]
        pub struct DischargeForm {
            pub key: TypedKey,
            /// The stay that the form was opened for.
            pub admission: String,
            action: String,
            $($field: Vec<String>,)+
            $($own: Vec<String>,)+
            decision: Vec<String>,
            reason: Vec<String>,
            needed: Vec<String>,
        }

        impl DischargeForm {
            /// The rows as typed.
            pub fn rows(&self) -> Vec<TypedTakeHome> {
                let row = |place: usize| TypedTakeHome {
                    item: TypedItem { $($field: at(&self.$field, place),)+ ..TypedItem::default() },
                    $($own: at(&self.$own, place),)+
                };
                (0..self.medication.len()).map(row).collect()
            }

            fn set_rows(&mut self, rows: &[TypedTakeHome]) {
                $(self.$field = rows.iter().map(|row| row.item.$field.clone()).collect();)+
                $(self.$own = rows.iter().map(|row| row.$own.clone()).collect();)+
            }

            /// Whether each field has one value a row.
            fn is_whole(&self) -> bool {
                let lengths = [$(self.$field.len()),+, $(self.$own.len()),+];
                lengths.iter().all(|length| *length == self.medication.len()) && self.decision.len() == self.reason.len()
            }
        }
    };
}

discharge_form! {
    medication, dose, unit, route, frequency, weekday, duration, indication, interval, most, term, pregnancy_test,
    contraception, note;
    course, supply, diagnosis, justification,
}

/// Which button was pressed.
pub enum Action {
    Sign,
    /// Says what would be in the way.
    Check,
    AddRow,
    /// By place, from 0.
    RemoveRow(usize),
}

impl Keyed for DischargeForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl DischargeForm {
    /// A form of its own with these rows; one empty row without any.
    pub fn of(rows: &[TypedTakeHome]) -> Self {
        let mut form = DischargeForm::default().with_fresh_key();
        form.set_rows(rows);
        if rows.is_empty() { form.with_row() } else { form }
    }

    /// # Errors
    /// [`AppError::BadRequest`] for what our form cannot have sent.
    pub fn check_shape(&self) -> AppResult<()> {
        if self.medication.len() > MOST_ITEMS * 2 {
            return Err(AppError::TooLarge);
        }
        if self.is_whole() { Ok(()) } else { Err(AppError::BadRequest("the rows are incomplete")) }
    }

    /// # Errors
    /// [`AppError::BadRequest`] for a button that the form doesn't have.
    pub fn action(&self) -> AppResult<Action> {
        match self.action.as_str() {
            "" | "sign" => Ok(Action::Sign),
            "check" => Ok(Action::Check),
            "add" => Ok(Action::AddRow),
            other => {
                let place = other.strip_prefix("remove-").and_then(|place| place.parse().ok());
                place.map(Action::RemoveRow).ok_or(AppError::BadRequest("no such button"))
            }
        }
    }

    pub fn with_row(mut self) -> Self {
        let mut rows = self.rows();
        if rows.len() < MOST_ITEMS {
            rows.push(TypedTakeHome::default());
        }
        self.set_rows(&rows);
        self
    }

    /// Never without a row.
    pub fn without_row(mut self, place: usize) -> Self {
        let mut rows = self.rows();
        if place < rows.len() {
            rows.remove(place);
        }
        if rows.is_empty() {
            rows.push(TypedTakeHome::default());
        }
        self.set_rows(&rows);
        self
    }

    /// What was typed of each decision so far.
    pub fn answers(&self) -> impl Iterator<Item = (&String, &String)> {
        self.decision.iter().zip(&self.reason)
    }
}

impl Answers for DischargeForm {
    fn answer(&self, decision: &str) -> (&str, bool) {
        answer(&self.decision, &self.reason, &self.needed, decision)
    }
}

fn at(values: &[String], place: usize) -> String {
    values.get(place).cloned().unwrap_or_default()
}
