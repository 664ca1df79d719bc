//! Whether the dispatch list agrees with the tables, line by line, both ways; and whether balances and registers are
//! what their movements come to (ST-1, CTL-7).

use diesel::prelude::*;

use crate::read_model::tables::{disagreements, register_imbalances, stock_imbalances, supply_imbalances};

/// A line that the dispatch list lacks (`missing`), or has though the tables don't say so (`wrong`).
#[derive(Debug, Queryable, Selectable, PartialEq, Eq, Hash)]
#[diesel(table_name = disagreements)]
pub struct Disagreement {
    pub kind: String,
    pub prescription_id: i64,
    pub item_number: i16,
}

/// Recomputes every line from the tables and compares. Empty while no refresh is pending.
///
/// # Errors
/// A database error.
pub fn disagreements(connection: &mut PgConnection) -> QueryResult<Vec<Disagreement>> {
    disagreements::table
        .select(Disagreement::as_select())
        .order((disagreements::prescription_id, disagreements::item_number))
        .load(connection)
}

/// Units of a lot at a place that are not what its movements come to (ST-1).
#[derive(Debug, Queryable, Selectable, PartialEq, Eq)]
#[diesel(table_name = stock_imbalances)]
pub struct StockImbalance {
    pub lot_id: i64,
    pub place_id: i64,
    pub balance: Option<i32>,
    pub ledger: Option<i32>,
}

/// A register that is not what its lines and the stock come to (CTL-7).
#[derive(Debug, Queryable, Selectable, PartialEq, Eq)]
#[diesel(table_name = register_imbalances)]
pub struct RegisterImbalance {
    pub medication_code: String,
    pub book: i32,
    pub stock: i32,
}

/// None, ever.
///
/// # Errors
/// A database error.
pub fn stock_imbalances(connection: &mut PgConnection) -> QueryResult<Vec<StockImbalance>> {
    stock_imbalances::table
        .select(StockImbalance::as_select())
        .order((stock_imbalances::lot_id, stock_imbalances::place_id))
        .load(connection)
}

/// None, ever.
///
/// # Errors
/// A database error.
pub fn register_imbalances(connection: &mut PgConnection) -> QueryResult<Vec<RegisterImbalance>> {
    register_imbalances::table
        .select(RegisterImbalance::as_select())
        .order(register_imbalances::medication_code)
        .load(connection)
}

/// An item whose units are not what its lots come to (ST-5).
#[derive(Debug, Queryable, Selectable, PartialEq, Eq)]
#[diesel(table_name = supply_imbalances)]
pub struct SupplyImbalance {
    pub item_id: i64,
    pub bagged: Option<i32>,
    pub supplied: Option<i32>,
    pub lots_bagged: Option<i32>,
    pub lots_supplied: Option<i32>,
}

/// None, ever.
///
/// # Errors
/// A database error.
pub fn supply_imbalances(connection: &mut PgConnection) -> QueryResult<Vec<SupplyImbalance>> {
    supply_imbalances::table.select(SupplyImbalance::as_select()).order(supply_imbalances::item_id).load(connection)
}
