//! Writes the movement that takes another back; its trigger writes the line.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::auth::witness::Witness;
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::reversal::can_be_reversed;
use crate::schema::{events, lots, medications, register_entries, stock_balances, stock_movements};

/// Which line is taken back, by whom, before whom, and why.
#[derive(Clone)]
pub struct ReverseLine {
    pub user_id: i64,
    pub witness: Witness,
    pub code: String,
    pub number: i32,
    pub reason: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = stock_movements)]
struct Movement {
    id: i64,
    kind: String,
    lot_id: i64,
    from_place_id: Option<i64>,
    to_place_id: Option<i64>,
    units: i32,
    item_id: Option<i64>,
    reverses: Option<i64>,
}

/// # Errors
/// Rejected where the line was taken back already, or what it brought in is gone; not found where it cannot be.
pub fn write(connection: &mut PgConnection, command: &ReverseLine) -> Result<String, Abort<StockProblem>> {
    let (medication_id, movement) = movement(connection, command)?;
    if !can_be_reversed(&movement.kind, movement.reverses.is_some()) {
        return Err(diesel::result::Error::NotFound.into());
    }
    lots::table.find(movement.lot_id).select(lots::id).for_no_key_update().first::<i64>(connection)?;
    check_not_reversed(connection, medication_id, command.number)?;
    check_still_there(connection, &movement)?;
    insert_opposite(connection, command, &movement)?;
    append_event(connection, command, &movement)?;
    Ok(format!("/register/{}", command.code))
}

fn movement(connection: &mut PgConnection, command: &ReverseLine) -> QueryResult<(i64, Movement)> {
    register_entries::table
        .inner_join(medications::table)
        .inner_join(stock_movements::table)
        .filter(medications::code.eq(&command.code))
        .filter(register_entries::number.eq(command.number))
        .select((register_entries::medication_id, Movement::as_select()))
        .first(connection)
}

fn check_not_reversed(
    connection: &mut PgConnection,
    medication_id: i64,
    number: i32,
) -> Result<(), Abort<StockProblem>> {
    let by: Option<i32> = register_entries::table
        .filter(register_entries::medication_id.eq(medication_id))
        .filter(register_entries::reverses.eq(number))
        .select(register_entries::number)
        .first(connection)
        .optional()?;
    by.map_or(Ok(()), |by| Err(Abort::Rejected(StockProblem::AlreadyReversed { by })))
}

/// What came in by the line must still lie where it came to.
fn check_still_there(connection: &mut PgConnection, movement: &Movement) -> Result<(), Abort<StockProblem>> {
    let Some(place) = movement.to_place_id else { return Ok(()) };
    let there: Option<i32> = stock_balances::table
        .find((movement.lot_id, place))
        .select(stock_balances::units)
        .first(connection)
        .optional()?;
    let there = there.unwrap_or_default();
    if there < movement.units { Err(Abort::Rejected(StockProblem::NothingToTakeBack { there })) } else { Ok(()) }
}

fn insert_opposite(connection: &mut PgConnection, command: &ReverseLine, movement: &Movement) -> QueryResult<usize> {
    diesel::insert_into(stock_movements::table)
        .values((
            stock_movements::kind.eq("adjustment"),
            stock_movements::lot_id.eq(movement.lot_id),
            stock_movements::from_place_id.eq(movement.to_place_id),
            stock_movements::to_place_id.eq(movement.from_place_id),
            stock_movements::units.eq(movement.units),
            stock_movements::item_id.eq(movement.item_id),
            stock_movements::user_id.eq(command.user_id),
            stock_movements::second_user_id.eq(command.witness.user_id()),
            stock_movements::reason.eq(&command.reason),
            stock_movements::reverses.eq(movement.id),
        ))
        .execute(connection)
}

fn append_event(connection: &mut PgConnection, command: &ReverseLine, movement: &Movement) -> QueryResult<usize> {
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("reverse_register_line"),
            events::after
                .eq(json!({ "movement": movement.id, "line": command.number, "witness": command.witness.user_id() })),
        ))
        .execute(connection)
}
