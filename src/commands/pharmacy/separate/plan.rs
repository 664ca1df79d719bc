//! Which units of which lots go into which bag, proposed by what expires first or as somebody scanned (PH-6, PH-7).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::clock;
use crate::commands::lines::seen::SeenLine;
use crate::commands::stock::locking::lock_lots;
use crate::domain::problem::Problem;
use crate::domain::stock::fefo::{Available, Pick, pick};
use crate::domain::stock::gs1::parse;
use crate::domain::stock::problem::StockProblem;
use crate::domain::stock::receipt::read_units;
use crate::schema::{lots, stock_balances, stock_places};

use super::form::SeparateForm;
use super::item::Item;

/// A chosen line with what goes into its bag.
pub struct Planned {
    pub line: SeenLine,
    pub item: Item,
    /// Units asked for now; what the picks lack of them is short.
    pub units: u32,
    pub picks: Vec<Pick>,
    /// Other lots are taken than those that expire first.
    pub deviates: bool,
    pub problems: Vec<Problem>,
}

impl Planned {
    pub fn picked(&self) -> u32 {
        self.picks.iter().map(|pick| pick.units).sum()
    }

    pub fn missing(&self) -> u32 {
        self.units.saturating_sub(self.picked())
    }
}

/// What the form comes to.
pub struct Plan {
    pub lines: Vec<Planned>,
    /// What is wrong with what was scanned, or with the reason.
    pub problems: Vec<Problem>,
}

impl Plan {
    /// As the page shows and the form sends back: nothing is separated but what was proposed.
    pub fn as_text(&self) -> String {
        let of_line = |planned: &Planned| {
            let picks: Vec<String> =
                planned.picks.iter().map(|pick| format!("{}*{}*{}", pick.lot_id, pick.place_id, pick.units)).collect();
            format!("{}/{}={}+{}", planned.line.prescription_id, planned.line.number, planned.units, picks.join(","))
        };
        self.lines.iter().map(of_line).collect::<Vec<_>>().join(";")
    }

    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty() || self.lines.iter().any(|planned| !planned.problems.is_empty())
    }

    pub fn deviates(&self) -> bool {
        self.lines.iter().any(|planned| planned.deviates)
    }
}

/// A lot that was scanned.
struct Scanned {
    medication_id: i64,
    lot_id: i64,
}

/// Works out the lots of all chosen lines, one after the other; holds the lots until the commit.
///
/// # Errors
/// A database error.
pub fn plan(connection: &mut PgConnection, form: &SeparateForm, lines: &[SeenLine], zone: Tz) -> QueryResult<Plan> {
    let mut items = Vec::with_capacity(lines.len());
    for line in lines {
        items.push((*line, Item::load(connection, *line, zone)?));
    }
    let medications: Vec<i64> = items.iter().map(|(_, item)| item.row.medication_id).collect();
    let mut shelves = Shelves::hold(connection, &medications)?;
    let mut problems = Vec::new();
    let scanned = scanned(connection, form, &medications, zone, &mut problems)?;
    let mut planned = Vec::with_capacity(items.len());
    for (line, item) in items {
        planned.push(plan_line(&mut shelves, &scanned, form, line, item));
    }
    let mut plan = Plan { lines: planned, problems };
    if plan.deviates() && form.reason.trim().is_empty() {
        plan.problems.push(Problem::Stock(StockProblem::DeviationUnexplained));
    }
    Ok(plan)
}

fn plan_line(shelves: &mut Shelves, scanned: &[Scanned], form: &SeparateForm, line: SeenLine, item: Item) -> Planned {
    let (units, problems) = match units(form, line, &item) {
        Ok(units) => (units, Vec::new()),
        Err(problem) => (0, vec![Problem::Stock(problem)]),
    };
    let available = shelves.of(item.row.medication_id);
    let first = pick(available, units, item.last_day);
    let of_item: Vec<i64> =
        scanned.iter().filter(|lot| lot.medication_id == item.row.medication_id).map(|lot| lot.lot_id).collect();
    let picks = if of_item.is_empty() {
        first.picks.clone()
    } else {
        let only: Vec<Available> = available.iter().filter(|lot| of_item.contains(&lot.lot_id)).cloned().collect();
        pick(&only, units, item.last_day).picks
    };
    shelves.take(&picks);
    let deviates = picks != first.picks;
    Planned { line, item, units, picks, deviates, problems }
}

/// As typed, or as proposed where the field was not on the page.
fn units(form: &SeparateForm, line: SeenLine, item: &Item) -> Result<u32, StockProblem> {
    let units = match form.units_of(line) {
        None if item.is_said() => return Err(StockProblem::UnitsMissing),
        None => item.proposed().unwrap_or_default(),
        Some(typed) => read_units(typed)?,
    };
    match item.most() {
        0 => Err(StockProblem::NothingDue),
        most if units > most => Err(StockProblem::MoreThanPrescribed { most }),
        _ => Ok(units),
    }
}

/// What can be picked of the medications, less what is planned already.
struct Shelves(HashMap<i64, Vec<Available>>);

impl Shelves {
    /// Nobody else moves these lots until the commit.
    fn hold(connection: &mut PgConnection, medications: &[i64]) -> QueryResult<Self> {
        lock_lots(connection, medications)?;
        let rows: Vec<(i64, i64, i64, NaiveDate, DateTime<Utc>, i32)> = stock_balances::table
            .inner_join(lots::table)
            .inner_join(stock_places::table)
            .filter(lots::medication_id.eq_any(medications))
            .filter(lots::state.eq("usable"))
            .filter(stock_places::kind.eq("shelf"))
            .filter(stock_balances::units.gt(0))
            .select((
                lots::medication_id,
                lots::id,
                stock_places::id,
                lots::expires_on,
                lots::received_at,
                stock_balances::units,
            ))
            .load(connection)?;
        let mut shelves: HashMap<i64, Vec<Available>> = HashMap::new();
        for (medication_id, lot_id, place_id, expires_on, received_at, units) in rows {
            let units = u32::try_from(units).unwrap_or_default();
            let available = Available { lot_id, place_id, expires_on, received_at, units };
            shelves.entry(medication_id).or_default().push(available);
        }
        Ok(Shelves(shelves))
    }

    fn of(&self, medication_id: i64) -> &[Available] {
        self.0.get(&medication_id).map_or(&[], Vec::as_slice)
    }

    fn take(&mut self, picks: &[Pick]) {
        for lot in self.0.values_mut().flatten() {
            let taken = picks.iter().filter(|pick| (pick.lot_id, pick.place_id) == (lot.lot_id, lot.place_id));
            lot.units -= taken.map(|pick| pick.units).sum::<u32>();
        }
    }
}

/// The lots that were scanned. Each code must be of a chosen medication and of a lot that is there (PH-7).
fn scanned(
    connection: &mut PgConnection,
    form: &SeparateForm,
    medications: &[i64],
    zone: Tz,
    problems: &mut Vec<Problem>,
) -> QueryResult<Vec<Scanned>> {
    let today = clock::now().with_timezone(&zone).date_naive();
    let mut found = Vec::new();
    for text in form.scanned() {
        match scanned_lot(connection, text, medications, today)? {
            Ok(lot) => found.push(lot),
            Err(problem) => problems.push(Problem::Stock(problem)),
        }
    }
    Ok(found)
}

fn scanned_lot(
    connection: &mut PgConnection,
    text: &str,
    medications: &[i64],
    today: NaiveDate,
) -> QueryResult<Result<Scanned, StockProblem>> {
    let code = match parse(text, today) {
        Ok(code) => code,
        Err(error) => return Ok(Err(StockProblem::Code(error))),
    };
    let Some(number) = code.lot else { return Ok(Err(StockProblem::CodeWithoutLot { gtin: code.gtin })) };
    let medication: Option<i64> =
        lots::table.filter(lots::gtin.eq(&code.gtin)).select(lots::medication_id).first(connection).optional()?;
    let Some(medication_id) = medication.filter(|id| medications.contains(id)) else {
        return Ok(Err(StockProblem::CodeOfOther { gtin: code.gtin }));
    };
    let lot: Option<i64> = lots::table
        .filter(lots::medication_id.eq(medication_id))
        .filter(lots::number.eq(&number))
        .filter(lots::state.eq("usable"))
        .filter(lots::expires_on.ge(today))
        .select(lots::id)
        .first(connection)
        .optional()?;
    Ok(match lot {
        Some(lot_id) => Ok(Scanned { medication_id, lot_id }),
        None => Err(StockProblem::LotNotPickable { lot: number }),
    })
}
