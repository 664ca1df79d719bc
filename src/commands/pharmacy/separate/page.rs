//! The chosen lines with the lots that are to go into their bags.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;
use diesel::prelude::*;

use crate::clock;
use crate::commands::lines::seen::SeenLine;
use crate::commands::prescribed_line::PrescribedLine;
use crate::domain::problem::Problem;
use crate::domain::stage::{Move, Stage};
use crate::domain::stock::fefo::Pick;
use crate::page::chrome::Chrome;
use crate::page::keyed::Keyed;
use crate::schema::{lots, medications, stock_balances, stock_places};

use super::form::SeparateForm;
use super::plan::{Plan, Planned, plan};
use super::write::Rejection;

#[derive(Template)]
#[template(path = "pharmacy/separate.html")]
pub struct SeparatePage {
    chrome: Chrome,
    form: SeparateForm,
    rejection: Option<Rejection>,
    plan: Plan,
    /// Beside the plan's lines, in their order.
    shown: Vec<Shown>,
    /// Chosen, and not to be separated any more.
    moved: Vec<PrescribedLine>,
    lots: HashMap<i64, Lot>,
    places: HashMap<i64, (String, String)>,
}

/// A line as it is shown.
struct Shown {
    line: PrescribedLine,
    dispensing_unit: String,
    /// Other presentations of the same medication that are there (PH-10), where this one runs short.
    substitutes: Vec<Substitute>,
}

#[derive(Queryable)]
struct Substitute {
    presentation_pt: String,
    presentation_en: String,
    units: Option<i64>,
}

#[derive(Queryable)]
struct Lot {
    number: String,
    expires_on: NaiveDate,
}

impl SeparatePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        form: SeparateForm,
        chosen: &[SeenLine],
        rejection: Option<Rejection>,
    ) -> QueryResult<Self> {
        let (mut lines, mut moved) = (Vec::new(), Vec::new());
        for seen in chosen {
            let line = PrescribedLine::load(connection, seen.prescription_id, seen.number)?;
            match Stage::from_code(&line.item.stage).filter(|stage| stage.after(Move::Separate).is_some()) {
                Some(stage) => lines.push((SeenLine { stage, ..*seen }, line)),
                None => moved.push(line),
            }
        }
        let seen: Vec<SeenLine> = lines.iter().map(|(seen, _)| *seen).collect();
        let plan = plan(connection, &form, &seen, chrome.l.zone)?;
        let today = clock::now().with_timezone(&chrome.l.zone).date_naive();
        let mut shown = Vec::with_capacity(lines.len());
        for ((_, line), planned) in lines.into_iter().zip(&plan.lines) {
            shown.push(shown_line(connection, line, planned, today)?);
        }
        let ids: Vec<i64> = plan.lines.iter().flat_map(|line| line.picks.iter().map(|pick| pick.lot_id)).collect();
        let lots = lots_by_id(connection, &ids)?;
        let places: Vec<(i64, (String, String))> = stock_places::table
            .select((stock_places::id, (stock_places::name_pt, stock_places::name_en)))
            .load(connection)?;
        let places = places.into_iter().collect();
        Ok(SeparatePage { chrome, form: form.with_fresh_key(), rejection, plan, shown, moved, lots, places })
    }

    fn lines(&self) -> impl Iterator<Item = (&Planned, &Shown)> {
        self.plan.lines.iter().zip(&self.shown)
    }

    fn lot(&self, pick: &Pick) -> Option<&Lot> {
        self.lots.get(&pick.lot_id)
    }

    fn place(&self, pick: &Pick) -> &str {
        self.places.get(&pick.place_id).map_or("", |(pt, en)| self.chrome.l.pick(pt, en))
    }

    /// What the field of a line says.
    fn typed(&self, planned: &Planned) -> String {
        match self.form.units_of(planned.line) {
            Some(typed) => typed.to_owned(),
            None => planned.item.proposed().map_or_else(String::new, |units| units.to_string()),
        }
    }

    /// What is in the way, in words of the head of the page; empty where it only proposes.
    fn refused(&self) -> String {
        match &self.rejection {
            None => String::new(),
            Some(Rejection::Invalid) => self.chrome.l.t("not-separated").to_string(),
            Some(Rejection::OtherLots) => self.chrome.l.t("other-lots").to_string(),
            Some(Rejection::Line(refusal)) => self.chrome.l.t(refusal.words().0).to_string(),
        }
    }

    fn errors(&self) -> impl Iterator<Item = &Problem> {
        // What was not typed yet is no error.
        let shown = self.rejection == Some(Rejection::Invalid);
        self.plan.problems.iter().filter(move |_| shown || !self.form.codes.trim().is_empty())
    }

    fn errors_of<'a>(&'a self, planned: &'a Planned) -> impl Iterator<Item = &'a Problem> {
        let shown = self.rejection == Some(Rejection::Invalid) || self.form.units_of(planned.line).is_some();
        planned.problems.iter().filter(move |_| shown)
    }
}

fn shown_line(
    connection: &mut PgConnection,
    line: PrescribedLine,
    planned: &Planned,
    today: NaiveDate,
) -> QueryResult<Shown> {
    let medication_id = planned.item.row.medication_id;
    let (dispensing_unit, name, group): (String, String, String) = medications::table
        .find(medication_id)
        .select((medications::dispensing_unit, medications::name_pt, medications::form_group_code))
        .first(connection)?;
    let substitutes = match planned.missing() {
        0 => Vec::new(),
        _ => substitutes(connection, medication_id, &name, &group, today)?,
    };
    Ok(Shown { line, dispensing_unit, substitutes })
}

fn substitutes(
    connection: &mut PgConnection,
    id: i64,
    name: &str,
    group: &str,
    today: NaiveDate,
) -> QueryResult<Vec<Substitute>> {
    stock_balances::table
        .inner_join(lots::table.inner_join(medications::table))
        .inner_join(stock_places::table)
        .filter(medications::name_pt.eq(name))
        .filter(medications::form_group_code.eq(group))
        .filter(medications::id.ne(id))
        .filter(lots::state.eq("usable"))
        .filter(lots::expires_on.ge(today))
        .filter(stock_places::kind.eq("shelf"))
        .filter(stock_balances::units.gt(0))
        .group_by((medications::presentation_pt, medications::presentation_en))
        .order(medications::presentation_pt)
        .select((medications::presentation_pt, medications::presentation_en, diesel::dsl::sum(stock_balances::units)))
        .load(connection)
}

fn lots_by_id(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Lot>> {
    let rows: Vec<(i64, Lot)> = lots::table
        .filter(lots::id.eq_any(ids))
        .select((lots::id, (lots::number, lots::expires_on)))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}
