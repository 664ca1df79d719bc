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

pub struct Count {
    pub user_id: i64,
    pub place_id: i64,
    pub entries: Vec<Entry>,
    pub reason: String,
    pub witness: Result<Witness, Problem>,
}

/// What differs, and who says why.
struct Difference<'a> {
    /// Lot and units: more than in the ledger, or fewer.
    lots: Vec<(i64, i32)>,
    reason: &'a str,
    second_user_id: Option<i64>,
}

/// # Errors
/// What is missing, how many lots differ; stale where stock moved after the count began.
pub fn write(connection: &mut PgConnection, command: &Count) -> Result<String, Abort<Refusal>> {
    counted_place(connection, command.place_id)?;
    let balances = locked_balances(connection, command)?;
    let moved = command.entries.iter().filter(|entry| balances.get(&entry.lot_id).map(|of| of.1) != Some(entry.seen));
    let moved = moved.count();
    if moved > 0 {
        return Err(Refusal::stale(StockProblem::MovedWhileCounted { lots: moved }).into());
    }
    let mut refusal = Refusal::default();
    let mut differing = Vec::new();
    for (place, entry) in command.entries.iter().enumerate() {
        let counted = refusal.keep(format!("counted-{place}"), read_count(&entry.counted));
        let expected = balances.get(&entry.lot_id).map_or(0, |of| of.0);
        differing.extend(counted.filter(|counted| *counted != expected).map(|is| (entry.lot_id, is - expected)));
    }
    if !refusal.is_empty() {
        return Err(refusal.into());
    }
    let (mut reason, mut second_user_id) = (String::new(), None);
    if !differing.is_empty() {
        reason = refusal.keep("reason", read_reason(&command.reason)).unwrap_or_default();
        second_user_id = refusal.keep_witness(&command.witness, true);
        if !refusal.is_empty() {
            return Err(refusal.about(StockProblem::CountDiffers { lots: differing.len() }).into());
        }
    }
    let difference = Difference { lots: differing, reason: &reason, second_user_id };
    adjust(connection, command, &difference)?;
    keep_count(connection, command, &difference)?;
    Ok("/stock/counts".to_owned())
}

/// A place that is counted; patients' bags are not.
pub fn counted_place(connection: &mut PgConnection, place_id: i64) -> QueryResult<Place> {
    stock_places::table
        .find(place_id)
        .filter(stock_places::kind.ne("bags"))
        .select(Place::as_select())
        .first(connection)
}

/// By lot: units, and how many movements they come from. Nothing of these lots moves until the commit.
fn locked_balances(connection: &mut PgConnection, command: &Count) -> QueryResult<HashMap<i64, (i32, i32)>> {
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

fn adjust(connection: &mut PgConnection, command: &Count, difference: &Difference<'_>) -> QueryResult<()> {
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
            reason: difference.reason,
        }
        .append(connection)?;
    }
    Ok(())
}

fn keep_count(connection: &mut PgConnection, command: &Count, difference: &Difference<'_>) -> QueryResult<()> {
    let many = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
    diesel::insert_into(stock_counts::table)
        .values((
            stock_counts::place_id.eq(command.place_id),
            stock_counts::counted_by.eq(command.user_id),
            stock_counts::second_user_id.eq(difference.second_user_id),
            stock_counts::lots.eq(many(command.entries.len())),
            stock_counts::differing.eq(many(difference.lots.len())),
            stock_counts::reason.eq(difference.reason),
        ))
        .execute(connection)?;
    let after = json!({ "place": command.place_id, "lots": command.entries.len(), "differing": difference.lots });
    diesel::insert_into(events::table)
        .values((events::user_id.eq(command.user_id), events::verb.eq("count_stock"), events::after.eq(after)))
        .execute(connection)?;
    Ok(())
}
