//! What the demo's pharmacy has on its shelves: two lots of each medication, some of them expiring soon.

use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use super::dice::Dice;
use crate::schema::{lots, medications, stock_levels, stock_movements, stock_places, users};

/// Days until a lot expires, at least, and how many more at most.
const EXPIRY_DAYS: (u64, u64) = (40, 860);
/// Units of a lot, likewise.
const UNITS: (u64, u64) = (20, 380);
const LOTS: usize = 2;
/// One medication of so many has a minimum, of so many units and more.
const ONE_OF: usize = 6;
const MINIMUM: (u64, u64) = (100, 300);
/// What the pharmacy has run out of: infliximab 100 mg.
const OUT_OF_STOCK: &str = "P0298";

/// Receives everything from an invented supplier.
pub fn load(connection: &mut PgConnection, now: DateTime<Utc>) -> QueryResult<()> {
    // Dice of their own, so that names, beds and orders fall as they always did.
    let mut dice = Dice::new(71);
    let medications: Vec<(i64, bool)> = medications::table
        .filter(medications::active)
        .order(medications::id)
        .select((medications::id, medications::controlled_list.ne("")))
        .load(connection)?;
    let out: i64 =
        medications::table.filter(medications::code.eq(OUT_OF_STOCK)).select(medications::id).first(connection)?;
    let delivered: Vec<i64> = medications.iter().map(|(id, _)| *id).filter(|id| *id != out).collect();
    let lots = insert_lots(connection, &mut dice, &delivered, now.date_naive())?;
    let [shelf, cabinet] = [false, true].map(|controlled| {
        stock_places::table
            .filter(stock_places::kind.eq("shelf"))
            .filter(stock_places::controlled.eq(controlled))
            .order(stock_places::id)
            .select(stock_places::id)
            .first::<i64>(connection)
    });
    let (shelf, cabinet) = (shelf?, cabinet?);
    let pharmacist: i64 =
        users::table.filter(users::username.eq("ana.farmacia")).select(users::id).first(connection)?;
    let controlled = |id: i64| medications.iter().any(|(other, controlled)| *other == id && *controlled);
    let receipts: Vec<_> = lots
        .into_iter()
        .map(|(lot_id, medication_id)| {
            let units = i32::try_from(UNITS.0 + dice.roll(UNITS.1)).unwrap_or_default();
            (
                stock_movements::kind.eq("receipt"),
                stock_movements::lot_id.eq(lot_id),
                stock_movements::to_place_id.eq(if controlled(medication_id) { cabinet } else { shelf }),
                stock_movements::units.eq(units),
                stock_movements::user_id.eq(pharmacist),
                stock_movements::document.eq("NF-e 1001"),
                stock_movements::supplier.eq("Distribuidora Exemplo"),
                stock_movements::unit_cost.eq(Decimal::new(i64::try_from(5 + dice.roll(2_000)).unwrap_or_default(), 2)),
            )
        })
        .collect();
    diesel::insert_into(stock_movements::table).values(receipts).execute(connection)?;
    let some = medications.iter().map(|(id, _)| *id).step_by(ONE_OF);
    set_levels(connection, some.chain([out]), pharmacist)
}

/// Some are below it, so that there is something to order.
fn set_levels(
    connection: &mut PgConnection,
    medications: impl Iterator<Item = i64>,
    pharmacist: i64,
) -> QueryResult<()> {
    let mut dice = Dice::new(72);
    let level = |medication_id: i64| {
        let minimum = i32::try_from(MINIMUM.0 + dice.roll(MINIMUM.1)).unwrap_or_default();
        (
            stock_levels::medication_id.eq(medication_id),
            stock_levels::minimum.eq(minimum),
            stock_levels::maximum.eq(minimum.saturating_mul(3)),
            stock_levels::set_by.eq(pharmacist),
        )
    };
    let levels: Vec<_> = medications.map(level).collect();
    diesel::insert_into(stock_levels::table).values(levels).on_conflict_do_nothing().execute(connection)?;
    Ok(())
}

/// Lots with their medications.
fn insert_lots(
    connection: &mut PgConnection,
    dice: &mut Dice,
    medications: &[i64],
    today: NaiveDate,
) -> QueryResult<Vec<(i64, i64)>> {
    let rows: Vec<_> = medications
        .iter()
        .flat_map(|id| [*id; LOTS])
        .enumerate()
        .map(|(place, medication_id)| {
            let days = Days::new(EXPIRY_DAYS.0 + dice.roll(EXPIRY_DAYS.1));
            (
                lots::medication_id.eq(medication_id),
                lots::number.eq(format!("D{:05}", 10_000 + place)),
                lots::expires_on.eq(today.checked_add_days(days).unwrap_or(today)),
            )
        })
        .collect();
    diesel::insert_into(lots::table).values(rows).returning((lots::id, lots::medication_id)).get_results(connection)
}
