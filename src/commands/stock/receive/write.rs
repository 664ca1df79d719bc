//! Checks the receipt and writes its lot and movement.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::clock;
use crate::commands::stock::locking::lock_lots;
use crate::commands::stock::lot::Medication;
use crate::commands::stock::named_medication::{Unnamed, named_medication};
use crate::domain::problem::Problem;
use crate::domain::stock::lot_state::LotState;
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::receipt::{Receipt, ReceiptField, read_receipt};
use crate::language::Words;
use crate::schema::{events, lots, medications, stock_movements, stock_places};

use super::form::{ReceiveForm, Rejection};

type Refused = Abort<Box<Rejection>>;

/// What is received.
struct Received {
    medication: Medication,
    cold_chain: bool,
}

/// Where the ledger goes on, or all that is in the way.
pub fn write(
    connection: &mut PgConnection,
    user_id: i64,
    form: &ReceiveForm,
    words: &Words,
) -> Result<String, Refused> {
    let today = clock::now().with_timezone(&words.zone).date_naive();
    let medication = medication(connection, &form.medication, words)?;
    let cold_chain = medication.as_ref().is_ok_and(|received| received.cold_chain);
    let receipt = read_receipt(&form.typed(), cold_chain, today, words.language.decimal_mark());
    let controlled = medication.as_ref().is_ok_and(|received| received.medication.is_controlled());
    let place = place(connection, &form.place, controlled)?;
    let (medication, receipt, place) = match (medication, receipt, place) {
        (Ok(received), Ok(receipt), Ok(place)) => (received.medication, receipt, place),
        (medication, receipt, place) => {
            let mut rejection = medication.err().unwrap_or_default();
            let of_fields = receipt.err().unwrap_or_default();
            let of_fields = of_fields.into_iter().chain(place.err().map(|problem| (ReceiptField::Place, problem)));
            rejection.fields.extend(of_fields.map(|(field, problem)| (field, Problem::Stock(problem))));
            return Err(Abort::Rejected(Box::new(rejection)));
        }
    };
    check_gtin(connection, medication.id, &receipt)?;
    lock_lots(connection, &[medication.id])?;
    check_withdrawn(connection, medication.id, &receipt)?;
    let lot_id = lot(connection, medication.id, &receipt)?;
    insert_movement(connection, user_id, lot_id, place, &receipt)?;
    append_event(connection, user_id, lot_id, &medication, &receipt)?;
    Ok(format!("/stock/medications/{}", medication.code))
}

fn medication(connection: &mut PgConnection, typed: &str, words: &Words) -> QueryResult<Result<Received, Rejection>> {
    Ok(match named_medication(connection, typed, words)? {
        Ok(medication) => {
            let cold_chain =
                medications::table.find(medication.id).select(medications::cold_chain).first(connection)?;
            Ok(Received { medication, cold_chain })
        }
        Err(Unnamed { problem, candidates }) => {
            Err(Rejection { candidates, ..Rejection::of(ReceiptField::Medication, problem) })
        }
    })
}

/// A shelf; controlled substances have one of their own (CTL-9).
fn place(connection: &mut PgConnection, typed: &str, controlled: bool) -> QueryResult<Result<i64, StockProblem>> {
    let Ok(id) = typed.parse::<i64>() else { return Ok(Err(StockProblem::PlaceMissing)) };
    let found: Option<bool> = stock_places::table
        .find(id)
        .filter(stock_places::kind.eq("shelf"))
        .select(stock_places::controlled)
        .first(connection)
        .optional()?;
    Ok(match found {
        None => Err(StockProblem::PlaceMissing),
        Some(of_controlled) if of_controlled == controlled => Ok(id),
        Some(_) => Err(StockProblem::PlaceUnfit),
    })
}

/// A GTIN belongs to one medication (PH-7).
fn check_gtin(connection: &mut PgConnection, medication_id: i64, receipt: &Receipt) -> Result<(), Refused> {
    let Some(gtin) = &receipt.gtin else { return Ok(()) };
    let other = lots::table.filter(lots::gtin.eq(gtin)).filter(lots::medication_id.ne(medication_id));
    if diesel::select(diesel::dsl::exists(other)).get_result(connection)? {
        let problem = Problem::Stock(StockProblem::OtherGtin { gtin: gtin.clone() });
        return Err(Abort::Rejected(Box::new(Rejection::of(ReceiptField::Code, problem))));
    }
    Ok(())
}

/// Nothing more of a recalled lot comes in, whatever its expiry, nor of one in quarantine (ST-5).
fn check_withdrawn(connection: &mut PgConnection, medication_id: i64, receipt: &Receipt) -> Result<(), Refused> {
    let known: Vec<(String, NaiveDate, String)> = lots::table
        .filter(lots::medication_id.eq(medication_id))
        .select((lots::number, lots::expires_on, lots::state))
        .load(connection)?;
    let withdrawn = known.into_iter().find_map(|(number, expires_on, state)| match LotState::from_code(&state)? {
        LotState::Recalled if number.eq_ignore_ascii_case(&receipt.lot) => Some(LotState::Recalled),
        LotState::Quarantined if number == receipt.lot && expires_on == receipt.expires_on => {
            Some(LotState::Quarantined)
        }
        _ => None,
    });
    match withdrawn {
        Some(state) => {
            let problem = Problem::Stock(StockProblem::LotWithdrawn { state });
            Err(Abort::Rejected(Box::new(Rejection::of(ReceiptField::Lot, problem))))
        }
        None => Ok(()),
    }
}

/// The lot, new or known; held until the commit.
fn lot(connection: &mut PgConnection, medication_id: i64, receipt: &Receipt) -> QueryResult<i64> {
    diesel::insert_into(lots::table)
        .values((
            lots::medication_id.eq(medication_id),
            lots::number.eq(&receipt.lot),
            lots::expires_on.eq(receipt.expires_on),
            lots::gtin.eq(&receipt.gtin),
        ))
        .on_conflict_do_nothing()
        .execute(connection)?;
    lots::table
        .filter(lots::medication_id.eq(medication_id))
        .filter(lots::number.eq(&receipt.lot))
        .filter(lots::expires_on.eq(receipt.expires_on))
        .select(lots::id)
        .for_no_key_update()
        .first(connection)
}

fn insert_movement(
    connection: &mut PgConnection,
    user_id: i64,
    lot_id: i64,
    place: i64,
    receipt: &Receipt,
) -> QueryResult<usize> {
    diesel::insert_into(stock_movements::table)
        .values((
            stock_movements::kind.eq("receipt"),
            stock_movements::lot_id.eq(lot_id),
            stock_movements::to_place_id.eq(place),
            stock_movements::units.eq(i32::try_from(receipt.units).unwrap_or(i32::MAX)),
            stock_movements::user_id.eq(user_id),
            stock_movements::document.eq(&receipt.invoice),
            stock_movements::supplier.eq(&receipt.supplier),
            stock_movements::unit_cost.eq(receipt.unit_cost),
        ))
        .execute(connection)
}

fn append_event(
    connection: &mut PgConnection,
    user_id: i64,
    lot_id: i64,
    medication: &Medication,
    receipt: &Receipt,
) -> QueryResult<usize> {
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(user_id),
            events::verb.eq("receive_stock"),
            events::after.eq(json!({ "lot": lot_id, "medication": medication.id, "units": receipt.units })),
        ))
        .execute(connection)
}
