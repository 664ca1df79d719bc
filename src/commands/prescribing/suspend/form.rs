//! The suspension form as a browser sends it: the chosen items, each with the stage it was seen in.

use serde::Deserialize;

use crate::domain::problem::Problem;
use crate::domain::stage::Stage;
use crate::domain::suspension::read_reason;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SuspendForm {
    pub key: TypedKey,
    pub reason: String,
    /// `2:verified`: the second item, seen as verified.
    item: Vec<String>,
}

/// A field of the form, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuspendField {
    Items,
    Reason,
}

impl SuspendField {
    pub fn code(self) -> &'static str {
        match self {
            SuspendField::Items => "items",
            SuspendField::Reason => "reason",
        }
    }
}

/// Why nothing was suspended.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub problems: Vec<(SuspendField, Problem)>,
    /// An item moved after the form was opened.
    pub stale: bool,
}

impl Rejection {
    pub fn stale() -> Self {
        Rejection { stale: true, ..Rejection::default() }
    }
}

impl Keyed for SuspendForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl SuspendForm {
    /// Numbers of the chosen items and the stages they were seen in.
    pub fn chosen(&self) -> AppResult<Vec<(i16, Stage)>> {
        let read = |text: &String| {
            let (number, stage) = text.split_once(':')?;
            Some((number.parse().ok()?, Stage::from_code(stage)?))
        };
        let chosen: Option<Vec<_>> = self.item.iter().map(read).collect();
        let chosen = chosen.map(|mut chosen: Vec<(i16, Stage)>| {
            chosen.sort_unstable_by_key(|(number, _)| *number);
            chosen
        });
        chosen.ok_or(AppError::BadRequest("no such item"))
    }

    pub fn has_chosen(&self, number: i16) -> bool {
        self.chosen().is_ok_and(|chosen| chosen.iter().any(|(other, _)| *other == number))
    }

    /// The reason, or all that is missing.
    pub fn check(&self, chosen: &[(i16, Stage)]) -> Result<String, Rejection> {
        let reason = read_reason(&self.reason);
        let items = chosen.is_empty().then_some((SuspendField::Items, Problem::SuspendNothing));
        match (reason, items) {
            (Ok(reason), None) => Ok(reason),
            (reason, items) => {
                let reason = reason.err().map(|problem| (SuspendField::Reason, problem));
                Err(Rejection { problems: items.into_iter().chain(reason).collect(), stale: false })
            }
        }
    }
}
