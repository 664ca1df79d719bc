//! The count's form as a browser sends it: of each lot, when it was listed and what was counted.

use std::collections::HashSet;

use serde::Deserialize;

use crate::auth::witness::Secret;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CountForm {
    pub key: TypedKey,
    pub place: String,
    pub lot: Vec<String>,
    pub seen: Vec<String>,
    pub counted: Vec<String>,
    pub reason: String,
    pub second_user: String,
    pub second_password: Secret,
}

/// A lot's row of the form.
#[derive(Clone, Debug)]
pub struct Entry {
    pub lot_id: i64,
    /// How many movements its balance came from when the form was made; tells nothing of the units.
    pub seen: i32,
    /// As typed.
    pub counted: String,
}

impl Keyed for CountForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl CountForm {
    /// Each lot once.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what our form cannot have sent.
    pub fn entries(&self) -> AppResult<Vec<Entry>> {
        const MALFORMED: AppError = AppError::BadRequest("the rows of the count do not fit together");
        if self.lot.len() != self.seen.len() || self.lot.len() != self.counted.len() || self.lot.is_empty() {
            return Err(MALFORMED);
        }
        let rows = self.lot.iter().zip(&self.seen).zip(&self.counted);
        let entries: Option<Vec<Entry>> = rows
            .map(|((lot, seen), counted)| {
                Some(Entry { lot_id: lot.parse().ok()?, seen: seen.parse().ok()?, counted: counted.clone() })
            })
            .collect();
        let entries = entries.ok_or(MALFORMED)?;
        let once: HashSet<i64> = entries.iter().map(|entry| entry.lot_id).collect();
        if once.len() == entries.len() { Ok(entries) } else { Err(MALFORMED) }
    }

    /// # Errors
    /// [`AppError::BadRequest`] where it is none.
    pub fn place_id(&self) -> AppResult<i64> {
        self.place.parse().map_err(|_| AppError::BadRequest("no such place"))
    }
}
