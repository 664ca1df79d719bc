//! The return form as a browser sends it.

use serde::Deserialize;

use crate::auth::witness::Secret;
use crate::commands::lines::seen::SeenLine;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

/// Lots that an item may have at most.
const MOST_ROWS: usize = 200;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReturnForm {
    pub key: TypedKey,
    seen: String,
    lot: Vec<i64>,
    from: Vec<String>,
    units: Vec<String>,
    fate: Vec<String>,
    /// Intact, sealed, and cold all the time where it must be (PH-9).
    pub intact: String,
    pub reason: String,
    pub second_user: String,
    pub second_password: Secret,
}

/// Units of a lot as typed.
#[derive(Clone, Copy, Debug)]
pub struct TypedRow<'a> {
    pub lot_id: i64,
    pub from: Place,
    pub units: &'a str,
    pub fate: Fate,
}

/// Where units are before they come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the bag, still in the pharmacy.
    Bag,
    /// On the ward.
    Ward,
}

impl Place {
    pub fn code(self) -> &'static str {
        match self {
            Place::Bag => "bag",
            Place::Ward => "ward",
        }
    }
}

/// What becomes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The same lot is stocked again.
    Restock,
    Discard,
}

impl Fate {
    pub const ALL: [Fate; 2] = [Fate::Restock, Fate::Discard];

    pub fn code(self) -> &'static str {
        match self {
            Fate::Restock => "restock",
            Fate::Discard => "discard",
        }
    }
}

impl Keyed for ReturnForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl ReturnForm {
    pub fn line(&self) -> AppResult<SeenLine> {
        SeenLine::parse(&self.seen).ok_or(AppError::BadRequest("no such line"))
    }

    /// # Errors
    /// [`AppError::BadRequest`] where it is none of ours.
    pub fn check_rows(&self) -> AppResult<()> {
        let count = self.lot.len();
        if count > MOST_ROWS || [self.from.len(), self.units.len(), self.fate.len()] != [count; 3] {
            return Err(AppError::BadRequest("the rows of the form are malformed"));
        }
        if self.typed_rows().len() == count { Ok(()) } else { Err(AppError::BadRequest("no such place or fate")) }
    }

    /// The rows that are rows.
    pub fn typed_rows(&self) -> Vec<TypedRow<'_>> {
        let rows = self.lot.iter().zip(&self.from).zip(self.units.iter().zip(&self.fate));
        let known = rows.filter_map(|((lot_id, from), (units, fate))| {
            let from = [Place::Bag, Place::Ward].into_iter().find(|place| place.code() == from)?;
            let fate = Fate::ALL.into_iter().find(|known| known.code() == fate)?;
            Some(TypedRow { lot_id: *lot_id, from, units, fate })
        });
        known.collect()
    }
}
