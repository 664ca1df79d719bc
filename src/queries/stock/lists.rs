//! Lists that somebody must act on: below the minimum, out of stock, expiring soon (ST-7).

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::sum;
use diesel::prelude::*;

use super::shelves::{Shelf, near};
use crate::domain::stock::availability::{Availability, Lasts};
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::{stock, watched_medications};

/// Rows of a list that are shown.
pub const MOST: usize = 200;

/// A medication that the pharmacy must not be without.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = watched_medications)]
pub struct Medication {
    id: i64,
    pub code: String,
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub dispensing_unit: String,
    pub minimum: Option<i32>,
    pub maximum: Option<i32>,
    /// Units dispensed within 30 days.
    used: i64,
}

/// The same with what there is of it.
#[derive(Clone)]
pub struct Watched {
    pub medication: Medication,
    pub pickable: i64,
}

/// The lists, each with its whole length; what is shown ends at [`MOST`].
pub struct Lists {
    pub below: Vec<Watched>,
    pub below_all: usize,
    pub out: Vec<Watched>,
    pub out_all: usize,
    pub expiring: Vec<Shelf>,
    pub expiring_all: i64,
}

impl Watched {
    fn is_below(&self) -> bool {
        self.medication.minimum.is_some_and(|minimum| self.pickable < i64::from(minimum))
    }

    /// Whole days that it lasts at its usual use, where anybody can tell.
    pub fn days(&self) -> Option<i64> {
        match (Availability { pickable: self.pickable, used: self.medication.used }).lasts() {
            Lasts::Days(days) => Some(days),
            Lasts::OutOfStock | Lasts::Unknown => None,
        }
    }

    /// Units that fill it up, where a maximum is set.
    pub fn to_order(&self) -> Option<i64> {
        self.medication.maximum.map(|maximum| i64::from(maximum) - self.pickable).filter(|units| *units > 0)
    }
}

impl Lists {
    /// # Errors
    /// A database error.
    pub fn load(connection: &mut PgConnection, today: NaiveDate) -> QueryResult<Self> {
        let watched = watched(connection, today)?;
        let (below, below_all) = shown(watched.iter().filter(|medication| medication.is_below()));
        let (out, out_all) = shown(watched.iter().filter(|medication| medication.pickable == 0));
        let expiring_all = expiring(today).count().get_result(connection)?;
        let mut lists =
            Lists { below, below_all, out, out_all, expiring: first_expiring(connection, today)?, expiring_all };
        write_tall(connection, lists.names())?;
        Ok(lists)
    }

    fn names(&mut self) -> impl Iterator<Item = &mut String> {
        let watched = self.below.iter_mut().chain(&mut self.out).map(|watched| &mut watched.medication);
        let watched = watched.flat_map(|medication| [&mut medication.name_pt, &mut medication.name_en]);
        let shelves = self.expiring.iter_mut();
        watched.chain(shelves.flat_map(|shelf| [&mut shelf.medication_name_pt, &mut shelf.medication_name_en]))
    }
}

fn shown<'a>(all: impl Iterator<Item = &'a Watched> + Clone) -> (Vec<Watched>, usize) {
    (all.clone().take(MOST).cloned().collect(), all.count())
}

/// All of them, with what can be picked of each.
fn watched(connection: &mut PgConnection, today: NaiveDate) -> QueryResult<Vec<Watched>> {
    let medications: Vec<Medication> = watched_medications::table
        .order((watched_medications::name_pt, watched_medications::presentation_pt, watched_medications::id))
        .select(Medication::as_select())
        .load(connection)?;
    let ids: Vec<i64> = medications.iter().map(|medication| medication.id).collect();
    let pickable: Vec<(i64, Option<i64>)> = stock::table
        .filter(stock::medication_id.eq_any(ids))
        .filter(stock::place_kind.eq("shelf"))
        .filter(stock::state.eq("usable"))
        .filter(stock::expires_on.ge(today))
        .group_by(stock::medication_id)
        .select((stock::medication_id, sum(stock::units)))
        .load(connection)?;
    let pickable: HashMap<i64, Option<i64>> = pickable.into_iter().collect();
    let units = |id: i64| pickable.get(&id).copied().flatten().unwrap_or_default();
    Ok(medications.into_iter().map(|of| Watched { pickable: units(of.id), medication: of }).collect())
}

/// What lies on a shelf and expires soon, or did.
#[diesel::dsl::auto_type]
fn expiring(today: NaiveDate) -> _ {
    let until: NaiveDate = near(today);
    stock::table
        .filter(stock::place_kind.eq("shelf"))
        .filter(stock::state.eq("usable"))
        .filter(stock::expires_on.le(until))
}

fn first_expiring(connection: &mut PgConnection, today: NaiveDate) -> QueryResult<Vec<Shelf>> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    expiring(today)
        .order((stock::expires_on, stock::medication_name_pt, stock::lot_id, stock::place_id))
        .limit(most)
        .select(Shelf::as_select())
        .load(connection)
}
