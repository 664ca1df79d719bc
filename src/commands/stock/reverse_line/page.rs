//! The reversal's page: the line as it stands in the book, and what is in the way.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::commands::prescribing::look_alike_names::tall_man_names;
use crate::domain::problem::Problem;
use crate::domain::stock::reversal::can_be_reversed;
use crate::page::chrome::Chrome;
use crate::schema::{lots, medications, register_entries, stock_movements};

use super::form::{Rejection, ReverseForm};

#[derive(Template)]
#[template(path = "stock/reverse_line.html")]
pub struct ReverseLinePage {
    chrome: Chrome,
    line: Line,
    /// The line that took it back.
    reversed_by: Option<i32>,
    form: ReverseForm,
    rejection: Rejection,
}

#[derive(Queryable)]
struct Line {
    medication_id: i64,
    code: String,
    name_pt: String,
    name_en: String,
    presentation_pt: String,
    presentation_en: String,
    dispensing_unit: String,
    number: i32,
    at: DateTime<Utc>,
    kind: String,
    entered: i32,
    issued: i32,
    lost: i32,
    reverses: Option<i32>,
    lot: String,
    reason: String,
}

impl ReverseLinePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        code: &str,
        number: i32,
        form: ReverseForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        let mut line = line(connection, code, number)?;
        let reversed_by = register_entries::table
            .filter(register_entries::medication_id.eq(line.medication_id))
            .filter(register_entries::reverses.eq(number))
            .select(register_entries::number)
            .first(connection)
            .optional()?;
        let names = tall_man_names(connection, vec![line.name_pt.clone(), line.name_en.clone()])?;
        names.capitalise([&mut line.name_pt, &mut line.name_en]);
        Ok(ReverseLinePage { chrome, line, reversed_by, form, rejection })
    }

    fn words(&self, problem: &Option<Problem>) -> String {
        problem.as_ref().map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}

fn line(connection: &mut PgConnection, code: &str, number: i32) -> QueryResult<Line> {
    let line: Line = register_entries::table
        .inner_join(medications::table)
        .inner_join(stock_movements::table.inner_join(lots::table))
        .filter(medications::code.eq(code))
        .filter(register_entries::number.eq(number))
        .select((
            register_entries::medication_id,
            medications::code,
            medications::name_pt,
            medications::name_en,
            medications::presentation_pt,
            medications::presentation_en,
            medications::dispensing_unit,
            register_entries::number,
            register_entries::at,
            stock_movements::kind,
            register_entries::entered,
            register_entries::issued,
            register_entries::lost,
            register_entries::reverses,
            lots::number,
            stock_movements::reason,
        ))
        .first(connection)?;
    if can_be_reversed(&line.kind, line.reverses.is_some()) { Ok(line) } else { Err(diesel::result::Error::NotFound) }
}
