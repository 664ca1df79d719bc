//! The count's form: lots of a place, without their balances.

use askama::Template;
use chrono::{NaiveDate, TimeDelta};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::form::{CountForm, Entry};
use super::write::counted_place;
use crate::clock;
use crate::commands::stock::lot::Medication;
use crate::commands::stock::places::Place;
use crate::commands::stock::refusal::Refusal;
use crate::page::chrome::Chrome;
use crate::page::keyed::Keyed;
use crate::schema::{lots, medications, stock_balances, stock_movements};

/// Lots on one form.
const MOST_LOTS: i64 = 2_000;
/// A lot that was taken to the last unit is still counted for so long: it may be there after all.
const EMPTIED_FOR: TimeDelta = TimeDelta::days(30);

#[derive(Template)]
#[template(path = "stock/count.html")]
pub struct CountPage {
    chrome: Chrome,
    place: Place,
    rows: Vec<Row>,
    form: CountForm,
    refusal: Refusal,
}

/// A lot to be counted.
struct Row {
    lot_id: i64,
    number: String,
    expires_on: NaiveDate,
    medication: Medication,
    /// How many movements its balance comes from.
    moves: i32,
    counted: String,
    /// It moved after the form was made.
    moved: bool,
}

type Listed = (i64, String, NaiveDate, Medication, i32);

impl CountPage {
    pub fn begin(connection: &mut PgConnection, chrome: Chrome, place_id: i64, medication: &str) -> QueryResult<Self> {
        let place = counted_place(connection, place_id)?;
        let lately = stock_movements::table
            .filter(stock_movements::lot_id.eq(stock_balances::lot_id))
            .filter(stock_movements::from_place_id.eq(place_id))
            .filter(stock_movements::at.gt(clock::now() - EMPTIED_FOR));
        let mut query = listed(place_id)
            .filter(stock_balances::units.gt(0).or(exists(lately)))
            .order((medications::name_pt, medications::presentation_pt, lots::expires_on, lots::id))
            .limit(MOST_LOTS)
            .into_boxed();
        if !medication.is_empty() {
            query = query.filter(medications::code.eq(medication.to_owned()));
        }
        let found: Vec<Listed> = query.load(connection)?;
        let mut rows: Vec<Row> = found.into_iter().map(Row::to_count).collect();
        write_tall(connection, &mut rows)?;
        let form = CountForm { place: place_id.to_string(), ..CountForm::fresh() };
        Ok(CountPage { chrome, place, rows, form, refusal: Refusal::default() })
    }

    /// With what was typed; what moved meanwhile is to be counted anew.
    pub fn again(
        connection: &mut PgConnection,
        chrome: Chrome,
        place_id: i64,
        form: CountForm,
        entries: Vec<Entry>,
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let place = counted_place(connection, place_id)?;
        let ids: Vec<i64> = entries.iter().map(|entry| entry.lot_id).collect();
        let found: Vec<Listed> = listed(place_id).filter(stock_balances::lot_id.eq_any(ids)).load(connection)?;
        let mut found: Vec<Row> = found.into_iter().map(Row::to_count).collect();
        write_tall(connection, &mut found)?;
        let mut rows = Vec::with_capacity(entries.len());
        for entry in entries {
            if let Some(place) = found.iter().position(|row| row.lot_id == entry.lot_id) {
                rows.push(found.swap_remove(place).typed(entry));
            }
        }
        Ok(CountPage { chrome, place, rows, form, refusal })
    }

    fn error(&self, field: &str) -> String {
        self.refusal.error(&self.chrome, field)
    }

    fn field(&self, place: &usize) -> String {
        format!("counted-{place}")
    }

    /// Only once something differed, so that nobody learns anything from an empty form.
    fn asks_why(&self) -> bool {
        let typed = !self.form.reason.is_empty() || !self.form.second_user.is_empty();
        typed || ["reason", "second-user"].iter().any(|field| !self.error(field).is_empty())
    }
}

impl Row {
    fn to_count((lot_id, number, expires_on, medication, moves): Listed) -> Self {
        Row { lot_id, number, expires_on, medication, moves, counted: String::new(), moved: false }
    }

    fn typed(self, entry: Entry) -> Self {
        let moved = self.moves != entry.seen;
        Row { counted: if moved { String::new() } else { entry.counted }, moved, ..self }
    }
}

fn write_tall(connection: &mut PgConnection, rows: &mut [Row]) -> QueryResult<()> {
    Medication::write_all_tall(connection, rows.iter_mut().map(|row| &mut row.medication))
}

#[diesel::dsl::auto_type]
fn listed(place_id: i64) -> _ {
    let medication: diesel::dsl::AsSelect<Medication, diesel::pg::Pg> = Medication::as_select();
    stock_balances::table
        .inner_join(lots::table.inner_join(medications::table))
        .filter(stock_balances::place_id.eq(place_id))
        .select((lots::id, lots::number, lots::expires_on, medication, stock_balances::moves))
}
