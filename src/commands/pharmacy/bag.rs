//! What is in an item's bag, lot by lot, and moving it.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::{Value, json};

use crate::commands::stock::locking::lock_lots;
use crate::schema::{item_lots, lots, stock_movements, stock_places};

/// Units of a lot in an item's bag.
#[derive(Clone, Debug, Queryable)]
pub struct Bagged {
    pub item_id: i64,
    pub lot_id: i64,
    medication_id: i64,
    pub units: i32,
    /// Usable, quarantined or recalled.
    pub state: String,
}

impl Bagged {
    pub fn is_usable(&self) -> bool {
        self.state == "usable"
    }
}

/// What the bag of an item holds; its row is to be held already.
///
/// # Errors
/// A database error.
pub fn in_bag(connection: &mut PgConnection, item_id: i64) -> QueryResult<Vec<Bagged>> {
    item_lots::table
        .inner_join(lots::table)
        .filter(item_lots::item_id.eq(item_id))
        .filter(item_lots::bagged.gt(0))
        .order(item_lots::lot_id)
        .select((item_lots::item_id, item_lots::lot_id, lots::medication_id, item_lots::bagged, lots::state))
        .load(connection)
}

/// As events keep it.
pub fn as_json(bagged: &[Bagged]) -> Value {
    bagged.iter().map(|one| json!({ "lot": one.lot_id, "units": one.units })).collect()
}

/// Takes everything out of the pharmacy, to the ward.
///
/// # Errors
/// A database error.
pub fn dispense(connection: &mut PgConnection, user_id: i64, mut bagged: Vec<Bagged>) -> QueryResult<()> {
    hold(connection, &mut bagged)?;
    let bags = place_of_kind(connection, "bags")?;
    let rows: Vec<_> = bagged
        .iter()
        .map(|one| {
            (
                stock_movements::kind.eq("dispense"),
                stock_movements::lot_id.eq(one.lot_id),
                stock_movements::from_place_id.eq(bags),
                stock_movements::units.eq(one.units),
                stock_movements::item_id.eq(one.item_id),
                stock_movements::user_id.eq(user_id),
            )
        })
        .collect();
    diesel::insert_into(stock_movements::table).values(rows).execute(connection)?;
    Ok(())
}

/// Puts everything back where it was taken from; what must not be used any more goes to the quarantine.
///
/// # Errors
/// A database error.
pub fn unpack(connection: &mut PgConnection, user_id: i64, mut bagged: Vec<Bagged>) -> QueryResult<()> {
    hold(connection, &mut bagged)?;
    let (bags, quarantine) = (place_of_kind(connection, "bags")?, place_of_kind(connection, "quarantine")?);
    let items: Vec<i64> = bagged.iter().map(|one| one.item_id).collect();
    let shelves = shelves_of(connection, &items)?;
    let rows: Vec<_> = bagged
        .iter()
        .map(|one| {
            let shelf = shelves.get(&(one.item_id, one.lot_id)).copied().filter(|_| one.is_usable());
            (
                stock_movements::kind.eq("unpack"),
                stock_movements::lot_id.eq(one.lot_id),
                stock_movements::from_place_id.eq(bags),
                stock_movements::to_place_id.eq(shelf.unwrap_or(quarantine)),
                stock_movements::units.eq(one.units),
                stock_movements::item_id.eq(one.item_id),
                stock_movements::user_id.eq(user_id),
            )
        })
        .collect();
    diesel::insert_into(stock_movements::table).values(rows).execute(connection)?;
    Ok(())
}

fn hold(connection: &mut PgConnection, bagged: &mut [Bagged]) -> QueryResult<()> {
    bagged.sort_unstable_by_key(|one| (one.lot_id, one.item_id));
    let ids: Vec<i64> = bagged.iter().map(|one| one.medication_id).collect();
    lock_lots(connection, &ids)
}

/// The only place of its kind.
///
/// # Errors
/// A database error.
pub fn place_of_kind(connection: &mut PgConnection, kind: &str) -> QueryResult<i64> {
    stock_places::table.filter(stock_places::kind.eq(kind)).select(stock_places::id).first(connection)
}

/// The shelf that each lot of an item was taken from last.
///
/// # Errors
/// A database error.
pub fn shelves_of(connection: &mut PgConnection, items: &[i64]) -> QueryResult<HashMap<(i64, i64), i64>> {
    let taken: Vec<(Option<i64>, i64, Option<i64>)> = stock_movements::table
        .filter(stock_movements::item_id.eq_any(items))
        .filter(stock_movements::kind.eq("separate"))
        .order(stock_movements::id)
        .select((stock_movements::item_id, stock_movements::lot_id, stock_movements::from_place_id))
        .load(connection)?;
    let known = taken.into_iter().filter_map(|(item, lot, shelf)| Some(((item?, lot), shelf?)));
    Ok(known.collect())
}
