//! What a row comes to, shown before it is signed: calculated doses and rates, and warnings (ITEM-6, ITEM-10).

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::clock::Clock;
use crate::domain::item::lists::CodeLists;
use crate::domain::item::surface::Height;
use crate::domain::item::typed::TypedItem;
use crate::domain::item::weight::Weight;
use crate::domain::item::{Circumstances, Draft};
use crate::domain::problem::Problem;
use crate::language::Words;

use super::course::therapy;
use super::facts;

/// A row as read; a blank one comes to nothing.
#[derive(Default)]
pub struct Preview {
    pub details: Vec<String>,
    /// Sent back by the form, so that nothing calculated is signed unseen.
    pub calculated: String,
    pub antimicrobial: bool,
    pub cytotoxic: bool,
    pub programme: bool,
    pub fatal_by_other_routes: bool,
}

/// What rows are read with.
pub struct Surroundings<'a> {
    pub lists: &'a CodeLists,
    pub weight: Option<&'a Weight>,
    pub height: Option<&'a Height>,
    pub pregnancy_test_days: Option<i16>,
    pub admission_id: Option<i64>,
    pub now: DateTime<Utc>,
    pub words: &'a Words,
}

impl Preview {
    pub fn of(connection: &mut PgConnection, typed: &TypedItem, around: &Surroundings<'_>) -> QueryResult<Self> {
        if typed.is_blank() {
            return Ok(Preview::default());
        }
        let medication = facts::named_medication(connection, typed.medication.trim())?;
        let circumstances = Circumstances {
            at_home: false,
            lists: around.lists,
            specialty: None,
            doctor_id: None,
            mark: around.words.language.decimal_mark(),
            clock: Clock::at(around.now, around.words.zone),
            weight: around.weight,
            height: around.height,
            pregnancy_test_days: around.pregnancy_test_days,
            today: Clock::at(around.now, around.words.zone).today(),
        };
        let mut draft = Draft::read(typed, medication.as_ref().ok_or(Problem::MedicationMissing), &circumstances);
        if let (Some(medication), Some(admission_id)) = (&medication, around.admission_id) {
            draft.contents.therapy = therapy(connection, admission_id, medication, around.now, around.words)?;
        }
        let (quantity, unit) = draft.dose.clone().unwrap_or_default();
        draft.contents.indication = None;
        draft.contents.protocol = None;
        draft.contents.safeguards = None;
        let mut details = around.words.details(&draft.contents, &quantity, &unit);
        if draft.contents.per_kg.is_none() && draft.dose.is_some() {
            details.insert(0, around.words.read_back(&quantity, &unit));
        }
        if draft.is_per_kg && around.weight.is_none() {
            details.push(around.words.problem(&Problem::NoWeightToCalculate));
        } else if draft.needs_height && draft.contents.surface.is_none() {
            details.push(around.words.problem(&Problem::NoSurfaceToCalculate));
        }
        Ok(Preview {
            details,
            calculated: draft.calculated(),
            antimicrobial: medication.as_ref().is_some_and(|medication| medication.antimicrobial),
            cytotoxic: medication.as_ref().is_some_and(|medication| medication.cytotoxic),
            programme: medication.is_some_and(|medication| medication.programme.is_some()),
            fatal_by_other_routes: draft.contents.fatal_by_other_routes,
        })
    }
}
