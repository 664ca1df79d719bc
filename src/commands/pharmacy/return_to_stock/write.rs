//! Takes back what is in the bag, and what the ward gives back.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::app::Abort;
use crate::auth::witness::Witness;
use crate::clock;
use crate::commands::lines::refusal::Refusal;
use crate::commands::lines::seen::SeenLine;
use crate::commands::lines::step::{Act, Done, Task, hold, keep_event, take};
use crate::commands::pharmacy::bag::{place_of_kind, shelves_of};
use crate::commands::stock::locking::lock_lots;
use crate::domain::problem::Problem;
use crate::domain::stage::{Move, Stage};
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::receipt::read_units;
use crate::schema::{item_lots, item_supplies, lots, medications, prescription_items, prescriptions, stock_movements};

use super::form::{Fate, Place, ReturnForm, TypedRow};

pub const TASK: Task =
    Task { makes: Move::Return, verb: "return", after_the_end: true, action: "", list: ("/stops", "nav-stops") };

/// Why nothing was returned.
#[derive(Clone, Debug)]
pub enum Rejection {
    /// The line or its bag is not as it was seen.
    Moved,
    /// By row where it is of one; what is not of a row is of the whole form, or of the second person.
    Invalid(Vec<(Option<usize>, Problem)>),
    Witness(Box<Problem>),
}

/// What an item has of a lot.
#[derive(Clone, Debug, Queryable)]
pub struct Lot {
    pub id: i64,
    medication_id: i64,
    pub number: String,
    pub expires_on: chrono::NaiveDate,
    pub state: String,
    pub bagged: i32,
    pub supplied: i32,
}

impl Lot {
    pub fn units(&self, place: Place) -> u32 {
        let units = match place {
            Place::Bag => self.bagged,
            Place::Ward => self.supplied,
        };
        u32::try_from(units).unwrap_or_default()
    }
}

/// What an item has in its bag and out, by lot.
///
/// # Errors
/// A database error.
pub fn lots_of(connection: &mut PgConnection, item_id: i64) -> QueryResult<Vec<Lot>> {
    item_lots::table
        .inner_join(lots::table)
        .filter(item_lots::item_id.eq(item_id))
        .order(lots::id)
        .select((
            lots::id,
            lots::medication_id,
            lots::number,
            lots::expires_on,
            lots::state,
            item_lots::bagged,
            item_lots::supplied,
        ))
        .load(connection)
}

/// Units that come back.
struct Returned {
    lot: Lot,
    from: Place,
    units: u32,
    fate: Fate,
}

/// # Errors
/// A [`Rejection`]; the whole transaction is to be given up then.
pub fn write(
    connection: &mut PgConnection,
    user_id: i64,
    form: &ReturnForm,
    line: SeenLine,
    witness: Option<Witness>,
) -> Result<(), Abort<Rejection>> {
    let moved = |abort: Abort<Refusal>| abort.map(|_| Rejection::Moved);
    let did = json!({ "reason": form.reason.trim() });
    let item_id = if goes_on(connection, line)? {
        give_some_back(connection, user_id, line, did).map_err(moved)?
    } else {
        let mut item = None;
        let taken = take(connection, TASK, user_id, &[line], |_, taken| {
            item = Some(taken.item_id);
            Ok(did.clone())
        });
        taken.map_err(moved)?;
        item.ok_or(Abort::Rejected(Rejection::Moved))?
    };
    check_version(connection, item_id, line)?;
    let there = lots_of(connection, item_id)?;
    let returned = read(form, &there).map_err(|problems| Abort::Rejected(Rejection::Invalid(problems)))?;
    let discards = returned.iter().any(|one| one.fate == Fate::Discard);
    if discards && witness.is_none() && is_controlled(connection, item_id)? {
        return Err(Abort::Rejected(Rejection::Witness(Box::new(Problem::WitnessMissing))));
    }
    let medications: Vec<i64> = returned.iter().map(|one| one.lot.medication_id).collect();
    lock_lots(connection, &medications)?;
    move_units(connection, user_id, item_id, &returned, form.reason.trim(), witness)?;
    diesel::update(item_supplies::table.find(item_id))
        .set(item_supplies::short_since.eq(None::<DateTime<Utc>>))
        .execute(connection)?;
    Ok(())
}

/// The ward has it and goes on giving it: what is left over of it comes back, and the treatment does not end with that.
///
/// # Errors
/// A database error.
pub fn goes_on(connection: &mut PgConnection, line: SeenLine) -> QueryResult<bool> {
    let valid = prescriptions::table.find(line.prescription_id).filter(prescriptions::valid_until.gt(clock::now()));
    Ok(line.stage == Stage::Received && diesel::select(diesel::dsl::exists(valid)).get_result(connection)?)
}

fn give_some_back(
    connection: &mut PgConnection,
    user_id: i64,
    line: SeenLine,
    did: Value,
) -> Result<i64, Abort<Refusal>> {
    let item_id = hold(connection, line)?;
    let prescription_id = line.prescription_id;
    let patient_id: i64 =
        prescriptions::table.find(prescription_id).select(prescriptions::patient_id).first(connection)?;
    let act = Act { user_id, verb: TASK.verb, patient_id, prescription_id, after: line.stage };
    keep_event(connection, &act, &[Done { number: line.number, before: line.stage, did }])?;
    Ok(item_id)
}

/// The bag is as it was looked into.
fn check_version(connection: &mut PgConnection, item_id: i64, line: SeenLine) -> Result<(), Abort<Rejection>> {
    let version: Option<i64> =
        item_supplies::table.find(item_id).select(item_supplies::version).first(connection).optional()?;
    if line.mark == Some(version.unwrap_or_default()) { Ok(()) } else { Err(Abort::Rejected(Rejection::Moved)) }
}

/// Discarding a controlled substance takes two (CTL-8).
///
/// # Errors
/// A database error.
pub fn is_controlled(connection: &mut PgConnection, item_id: i64) -> QueryResult<bool> {
    let list: String = prescription_items::table
        .inner_join(medications::table)
        .filter(prescription_items::id.eq(item_id))
        .select(medications::controlled_list)
        .first(connection)?;
    Ok(!list.is_empty())
}

fn read(form: &ReturnForm, there: &[Lot]) -> Result<Vec<Returned>, Vec<(Option<usize>, Problem)>> {
    let mut problems: Vec<(Option<usize>, Problem)> = Vec::new();
    let mut returned: Vec<Returned> = Vec::new();
    for (place, row) in form.typed_rows().iter().enumerate() {
        match read_row(row, there) {
            Ok(Some(one)) => returned.push(one),
            Ok(None) => {}
            Err(problem) => problems.push((Some(place), Problem::Stock(problem))),
        }
    }
    for lot in there.iter().filter(|lot| lot.bagged > 0) {
        let given = returned.iter().filter(|one| one.lot.id == lot.id && one.from == Place::Bag).count();
        if given != 1 && problems.is_empty() {
            problems.push((None, Problem::Stock(StockProblem::BagNotEmptied { units: lot.units(Place::Bag) })));
        }
    }
    if returned.iter().any(|one| one.fate == Fate::Restock && one.from == Place::Ward) && form.intact.is_empty() {
        problems.push((None, Problem::Stock(StockProblem::ConditionUnconfirmed)));
    }
    let discards = returned.iter().any(|one| one.fate == Fate::Discard);
    if discards && form.reason.trim().is_empty() {
        problems.push((None, Problem::Stock(StockProblem::DiscardUnexplained)));
    }
    if form.reason.chars().count() > LONGEST_REASON {
        problems.push((None, Problem::Stock(StockProblem::TextTooLong { most: LONGEST_REASON })));
    }
    if problems.is_empty() { Ok(returned) } else { Err(problems) }
}

/// Characters of a reason.
const LONGEST_REASON: usize = 200;

/// None where nothing comes back: what is left out was given.
fn read_row(row: &TypedRow<'_>, there: &[Lot]) -> Result<Option<Returned>, StockProblem> {
    let lot = there.iter().find(|lot| lot.id == row.lot_id).ok_or(StockProblem::MoreThanThere { most: 0 })?;
    let most = lot.units(row.from);
    let units = match row.units.trim() {
        "" | "0" => 0,
        typed => read_units(typed)?,
    };
    match (row.from, units) {
        (_, units) if units > most => Err(StockProblem::MoreThanThere { most }),
        (Place::Bag, units) if units < most => Err(StockProblem::BagNotEmptied { units: most }),
        (_, 0) => Ok(None),
        _ => Ok(Some(Returned { lot: lot.clone(), from: row.from, units, fate: row.fate })),
    }
}

/// Back to the shelf that it came from; what is discarded, or must not be used, by way of the quarantine.
fn move_units(
    connection: &mut PgConnection,
    user_id: i64,
    item_id: i64,
    returned: &[Returned],
    reason: &str,
    witness: Option<Witness>,
) -> QueryResult<()> {
    let (bags, quarantine) = (place_of_kind(connection, "bags")?, place_of_kind(connection, "quarantine")?);
    let shelves = shelves_of(connection, &[item_id])?;
    let second = witness.map(Witness::user_id);
    for one in returned {
        let usable = one.fate == Fate::Restock && one.lot.state == "usable";
        let shelf = shelves.get(&(item_id, one.lot.id)).copied().filter(|_| usable);
        let units = i32::try_from(one.units).unwrap_or(i32::MAX);
        let (kind, from) = match one.from {
            Place::Bag => ("unpack", Some(bags)),
            Place::Ward => ("return", None),
        };
        diesel::insert_into(stock_movements::table)
            .values((
                stock_movements::kind.eq(kind),
                stock_movements::lot_id.eq(one.lot.id),
                stock_movements::from_place_id.eq(from),
                stock_movements::to_place_id.eq(shelf.unwrap_or(quarantine)),
                stock_movements::units.eq(units),
                stock_movements::item_id.eq(item_id),
                stock_movements::user_id.eq(user_id),
                stock_movements::second_user_id.eq(second),
                stock_movements::reason.eq(reason),
            ))
            .execute(connection)?;
        if one.fate == Fate::Discard {
            diesel::insert_into(stock_movements::table)
                .values((
                    stock_movements::kind.eq("discard"),
                    stock_movements::lot_id.eq(one.lot.id),
                    stock_movements::from_place_id.eq(quarantine),
                    stock_movements::units.eq(units),
                    stock_movements::item_id.eq(item_id),
                    stock_movements::user_id.eq(user_id),
                    stock_movements::second_user_id.eq(second),
                    stock_movements::reason.eq(reason),
                ))
                .execute(connection)?;
        }
    }
    Ok(())
}
