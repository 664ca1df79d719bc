//! Compares the count with the ledger and adjusts what differs.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde_json::json;

use super::form::Entry;
use crate::app::Abort;
use crate::auth::witness::Witness;
use crate::commands::stock::locking::lock_lots;
use crate::commands::stock::movement::Movement;
use crate::commands::stock::places::Place;
use crate::commands::stock::refusal::Refusal;
use crate::domain::problem::Problem;
use crate::domain::stock::count::read_count;
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::reason::read_reason;
use crate::schema::{events, lots, stock_balances, stock_counts, stock_places};

#[derive(Clone)]
pub struct Count {
    pub user_id: i64,
    pub place_id: i64,
    pub entries: Vec<Entry>,
    pub reason: String,
    pub witness: Result<Witness, Problem>,
}

/// By lot: units, and how many movements they come from.
type Balances = HashMap<i64, (i32, i32)>;

/// What differs, and who says why.
#[derive(Default)]
struct Difference {
    /// Lot and units: more than in the ledger, or fewer.
    lots: Vec<(i64, i32)>,
    reason: String,
    second_user_id: Option<i64>,
}

/// # Errors
/// What is missing, how many lots differ; stale where stock moved after the count began.
pub fn write(connection: &mut PgConnection, command: &Count) -> Result<String, Abort<Refusal>> {
    counted_place(connection, command.place_id)?;
    let balances = locked_balances(connection, command)?;
    let moved = |entry: &&Entry| balances.get(&entry.lot_id).map(|(_, moves)| *moves) != Some(entry.seen);
    let moved = command.entries.iter().filter(moved).count();
    if moved > 0 {
        return Err(Refusal::stale(StockProblem::MovedWhileCounted { lots: moved }).into());
    }
    let lots = differing(command, &balances)?;
    let difference = if lots.is_empty() { Difference::default() } else { explained(command, lots)? };
    adjust(connection, command, &difference)?;
    keep_count(connection, command, &difference)?;
    Ok("/stock/counts".to_owned())
}

fn differing(command: &Count, balances: &Balances) -> Result<Vec<(i64, i32)>, Refusal> {
    let mut refusal = Refusal::default();
    let mut differing = Vec::new();
    for (place, Entry { lot_id, counted, .. }) in command.entries.iter().enumerate() {
        let counted = refusal.keep(format!("counted-{place}"), read_count(counted));
        let expected = balances.get(lot_id).map_or(0, |(units, _)| *units);
        differing.extend(counted.filter(|counted| *counted != expected).map(|counted| (*lot_id, counted - expected)));
    }
    if refusal.is_empty() { Ok(differing) } else { Err(refusal) }
}

fn explained(command: &Count, lots: Vec<(i64, i32)>) -> Result<Difference, Refusal> {
    let mut refusal = Refusal::default();
    let reason = refusal.keep("reason", read_reason(&command.reason));
    let second_user_id = refusal.keep_witness(&command.witness, true);
    match reason {
        Some(reason) if refusal.is_empty() => Ok(Difference { lots, reason, second_user_id }),
        _ => Err(refusal.about(StockProblem::CountDiffers { lots: lots.len() })),
    }
}

/// A place that is counted; patients' bags are not.
pub fn counted_place(connection: &mut PgConnection, place_id: i64) -> QueryResult<Place> {
    stock_places::table
        .find(place_id)
        .filter(stock_places::kind.ne("bags"))
        .select(Place::as_select())
        .first(connection)
}

/// Nothing of these lots moves until the commit.
fn locked_balances(connection: &mut PgConnection, command: &Count) -> QueryResult<Balances> {
    let ids: Vec<i64> = command.entries.iter().map(|entry| entry.lot_id).collect();
    let medications: HashSet<i64> =
        lots::table.filter(lots::id.eq_any(&ids)).select(lots::medication_id).load(connection)?.into_iter().collect();
    lock_lots(connection, &Vec::from_iter(medications))?;
    let balances: Vec<(i64, i32, i32)> = stock_balances::table
        .filter(stock_balances::place_id.eq(command.place_id))
        .filter(stock_balances::lot_id.eq_any(ids))
        .select((stock_balances::lot_id, stock_balances::units, stock_balances::moves))
        .load(connection)?;
    Ok(balances.into_iter().map(|(lot_id, units, moves)| (lot_id, (units, moves))).collect())
}

fn adjust(connection: &mut PgConnection, command: &Count, difference: &Difference) -> QueryResult<()> {
    for (lot_id, units) in &difference.lots {
        let place = Some(command.place_id);
        let (from, to) = if *units < 0 { (place, None) } else { (None, place) };
        Movement {
            kind: "adjustment",
            lot_id: *lot_id,
            from,
            to,
            units: units.unsigned_abs(),
            user_id: command.user_id,
            second_user_id: difference.second_user_id,
            reason: &difference.reason,
        }
        .append(connection)?;
    }
    Ok(())
}

fn keep_count(connection: &mut PgConnection, command: &Count, difference: &Difference) -> QueryResult<()> {
    let many = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
    diesel::insert_into(stock_counts::table)
        .values((
            stock_counts::place_id.eq(command.place_id),
            stock_counts::counted_by.eq(command.user_id),
            stock_counts::second_user_id.eq(difference.second_user_id),
            stock_counts::lots.eq(many(command.entries.len())),
            stock_counts::differing.eq(many(difference.lots.len())),
            stock_counts::reason.eq(&difference.reason),
        ))
        .execute(connection)?;
    let after = json!({ "place": command.place_id, "lots": command.entries.len(), "differing": difference.lots });
    diesel::insert_into(events::table)
        .values((events::user_id.eq(command.user_id), events::verb.eq("count_stock"), events::after.eq(after)))
        .execute(connection)?;
    Ok(())
}
