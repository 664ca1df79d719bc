//! Places of stock, as forms offer them.

use diesel::prelude::*;

use crate::domain::stock::problem::StockProblem;
use crate::schema::{stock_balances, stock_places};

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = stock_places)]
pub struct Place {
    pub id: i64,
    pub name_pt: String,
    pub name_en: String,
    pub kind: String,
    pub controlled: bool,
}

/// Units of a lot at a place.
pub struct Held {
    pub place: Place,
    pub units: u32,
}

impl Place {
    pub fn is_shelf(&self) -> bool {
        self.kind == "shelf"
    }
}

/// All shelves; controlled ones last.
///
/// # Errors
/// A database error.
pub fn shelves(connection: &mut PgConnection) -> QueryResult<Vec<Place>> {
    stock_places::table
        .filter(stock_places::kind.eq("shelf"))
        .order((stock_places::controlled, stock_places::code))
        .select(Place::as_select())
        .load(connection)
}

/// The one place where nothing is picked from (PH-6).
///
/// # Errors
/// A database error.
pub fn quarantine(connection: &mut PgConnection) -> QueryResult<i64> {
    stock_places::table.filter(stock_places::kind.eq("quarantine")).select(stock_places::id).first(connection)
}

/// Where a lot is and how much of it, patients' bags left out: what is in them is theirs.
///
/// # Errors
/// A database error.
pub fn held(connection: &mut PgConnection, lot_id: i64) -> QueryResult<Vec<Held>> {
    let rows: Vec<(Place, i32)> = stock_balances::table
        .inner_join(stock_places::table)
        .filter(stock_balances::lot_id.eq(lot_id))
        .filter(stock_balances::units.gt(0))
        .filter(stock_places::kind.ne("bags"))
        .order(stock_places::id)
        .select((Place::as_select(), stock_balances::units))
        .load(connection)?;
    Ok(rows.into_iter().map(|(place, units)| Held { place, units: units.unsigned_abs() }).collect())
}

/// The shelf that a field names, fit for what is controlled or for what is not (CTL-9).
///
/// # Errors
/// The problem to say beside the field.
pub fn choose_shelf<'a>(shelves: &'a [Place], typed: &str, controlled: bool) -> Result<&'a Place, StockProblem> {
    let place = shelves.iter().find(|place| place.id.to_string() == typed).ok_or(StockProblem::PlaceMissing)?;
    if place.controlled == controlled { Ok(place) } else { Err(StockProblem::PlaceUnfit) }
}

/// The place that units are to leave.
///
/// # Errors
/// The problem to say beside the field.
pub fn choose_held<'a>(held: &'a [Held], typed: &str) -> Result<&'a Held, StockProblem> {
    if typed.is_empty() {
        return Err(StockProblem::PlaceMissing);
    }
    held.iter().find(|held| held.place.id.to_string() == typed).ok_or(StockProblem::NothingThere)
}

impl Held {
    /// # Errors
    /// The problem to say beside the field, where there are fewer.
    pub fn has(&self, units: u32) -> Result<u32, StockProblem> {
        if units <= self.units { Ok(units) } else { Err(StockProblem::TooFewThere { there: self.units as usize }) }
    }
}
