//! What an item has in its bag and on the ward, to be taken back.

use askama::Template;
use diesel::prelude::*;

use crate::commands::lines::seen::SeenLine;
use crate::commands::prescribed_line::PrescribedLine;
use crate::domain::problem::Problem;
use crate::domain::stage::{Move, Stage};
use crate::page::chrome::Chrome;
use crate::page::keyed::Keyed;
use crate::schema::{item_supplies, medications, prescription_items};

use super::form::{Fate, Place, ReturnForm};
use super::write::{Lot, Rejection, goes_on, is_controlled, lots_of};

#[derive(Template)]
#[template(path = "pharmacy/return.html")]
pub struct ReturnPage {
    chrome: Chrome,
    line: PrescribedLine,
    /// What the form says of the line and its bag; none where nothing can come back any more.
    seen: Option<SeenLine>,
    rows: Vec<Row>,
    form: ReturnForm,
    controlled: bool,
    cold_chain: bool,
    /// Only what is left over comes back, and the line goes on.
    goes_on: bool,
    rejection: Option<Rejection>,
}

/// Units of a lot in one place, with what was typed for them.
struct Row {
    lot: Lot,
    from: Place,
    units: String,
    fate: Fate,
}

impl ReturnPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        (prescription_id, number): (i64, i16),
        form: ReturnForm,
        rejection: Option<Rejection>,
    ) -> QueryResult<Self> {
        let line = PrescribedLine::load(connection, prescription_id, number)?;
        let item_id = line.item.head.id;
        let stage = Stage::from_code(&line.item.stage).filter(|stage| stage.after(Move::Return).is_some());
        let version: Option<i64> =
            item_supplies::table.find(item_id).select(item_supplies::version).first(connection).optional()?;
        let mark = Some(version.unwrap_or_default());
        let seen = stage.map(|stage| SeenLine { prescription_id, number, stage, mark });
        let cold_chain = prescription_items::table
            .inner_join(medications::table)
            .filter(prescription_items::id.eq(item_id))
            .select(medications::cold_chain)
            .first(connection)?;
        let rows = rows(lots_of(connection, item_id)?, &form);
        let controlled = is_controlled(connection, item_id)?;
        let goes_on = match seen {
            Some(seen) => goes_on(connection, seen)?,
            None => false,
        };
        let form = form.with_fresh_key();
        Ok(ReturnPage { chrome, line, seen, rows, form, controlled, cold_chain, goes_on, rejection })
    }

    fn has_moved(&self) -> bool {
        matches!(self.rejection, Some(Rejection::Moved))
    }

    fn errors(&self) -> Vec<(Option<usize>, &Problem)> {
        match &self.rejection {
            Some(Rejection::Invalid(problems)) => problems.iter().map(|(row, problem)| (*row, problem)).collect(),
            _ => Vec::new(),
        }
    }

    fn error_of(&self, place: &usize) -> String {
        let errors = self.errors();
        let of_row = errors.iter().find(|(row, _)| *row == Some(*place));
        of_row.map_or_else(String::new, |(_, problem)| self.chrome.l.problem(problem))
    }

    fn witness_error(&self) -> String {
        match &self.rejection {
            Some(Rejection::Witness(problem)) => self.chrome.l.problem(problem),
            _ => String::new(),
        }
    }
}

/// A row for each lot and place, as typed where it was typed.
fn rows(lots: Vec<Lot>, form: &ReturnForm) -> Vec<Row> {
    let typed = form.typed_rows();
    let places = [Place::Bag, Place::Ward];
    let there = lots.into_iter().flat_map(|lot| places.map(|from| (lot.clone(), from)));
    let rows = there.filter(|(lot, from)| lot.units(*from) > 0).map(|(lot, from)| {
        let known = typed.iter().find(|row| row.lot_id == lot.id && row.from == from);
        let units = match (known, from) {
            (Some(row), _) => row.units.to_owned(),
            (None, Place::Bag) => lot.units(from).to_string(),
            (None, Place::Ward) => String::new(),
        };
        Row { units, fate: known.map_or(Fate::Restock, |row| row.fate), lot, from }
    });
    rows.collect()
}
