//! A lot, as a recall asks for it: where every unit is, who received it and when, and what nobody can account for (ST-5).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::domain::stock::reckoning::Reckoning;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::{lot_whereabouts, lots};

#[derive(Queryable, Selectable)]
#[diesel(table_name = lots)]
struct Lot {
    id: i64,
    medication_id: i64,
    medication_code: String,
    medication_name_pt: String,
    medication_name_en: String,
    presentation_pt: String,
    presentation_en: String,
    dispensing_unit: String,
    number: String,
    expires_on: NaiveDate,
    state: String,
}

/// Units of a lot that are somewhere, or came or went once.
#[derive(Queryable, Selectable)]
#[diesel(table_name = lot_whereabouts)]
struct Whereabouts {
    lot_id: i64,
    what: String,
    units: i64,
    at: Option<DateTime<Utc>>,
    place_name_pt: Option<String>,
    place_name_en: Option<String>,
    reason: String,
    user_name: String,
    prescription_id: Option<i64>,
    patient_id: Option<i64>,
    patient_name: Option<String>,
    record_number: Option<String>,
}

#[derive(Template)]
#[template(path = "stock/lot.html")]
struct LotPage {
    chrome: Chrome,
    /// The lot that was asked for, then those of the same number with another expiry: a recall means all of them.
    lots: Vec<Lot>,
    lot: Lot,
    whereabouts: Vec<Whereabouts>,
    reckoning: Reckoning,
    today: NaiveDate,
}

/// # Errors
/// [`crate::error::AppError::NotFound`] without such a lot.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = *id;
    let today = chrome.l.today();
    let (lot, lots, whereabouts) = app
        .read(move |connection| {
            let mut lot: Lot = lots::table.find(id).select(Lot::as_select()).first(connection)?;
            let lots = of_same_number(connection, &lot)?;
            let whereabouts = whereabouts(connection, &lots)?;
            write_tall(connection, [&mut lot.medication_name_pt, &mut lot.medication_name_en])?;
            Ok((lot, lots, whereabouts))
        })
        .await?;
    let reckoning = Reckoning::of(whereabouts.iter().map(|row| (row.what.as_str(), row.units)));
    render(&LotPage { chrome, lots, lot, whereabouts, reckoning, today })
}

fn of_same_number(connection: &mut PgConnection, lot: &Lot) -> QueryResult<Vec<Lot>> {
    lots::table
        .filter(lots::medication_id.eq(lot.medication_id))
        .filter(lots::number.ilike(literally(&lot.number)))
        .order((lots::id.ne(lot.id), lots::expires_on))
        .select(Lot::as_select())
        .load(connection)
}

/// As a pattern that fits nothing else, however its letters are written.
fn literally(number: &str) -> String {
    number.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The one question of a recall.
fn whereabouts(connection: &mut PgConnection, lots: &[Lot]) -> QueryResult<Vec<Whereabouts>> {
    let ids: Vec<i64> = lots.iter().map(|lot| lot.id).collect();
    lot_whereabouts::table
        .filter(lot_whereabouts::lot_id.eq_any(ids))
        .order((lot_whereabouts::at, lot_whereabouts::lot_id, lot_whereabouts::place_name_pt))
        .select(Whereabouts::as_select())
        .load(connection)
}

impl LotPage {
    /// Rows of some kinds, in the order of time.
    fn rows(&self, kinds: &[&str]) -> Vec<&Whereabouts> {
        self.whereabouts.iter().filter(|row| kinds.contains(&row.what.as_str())).collect()
    }

    fn at_places(&self) -> Vec<&Whereabouts> {
        self.rows(&["place"])
    }

    fn in_bags(&self) -> Vec<&Whereabouts> {
        self.rows(&["bag"])
    }

    fn of_patients(&self) -> Vec<&Whereabouts> {
        self.rows(&["dispense", "return", "discarded-return"])
    }

    fn gone(&self) -> Vec<&Whereabouts> {
        self.rows(&["loss", "discard", "missing", "found"])
    }

    fn expiry_of(&self, row: &Whereabouts) -> Option<NaiveDate> {
        self.lots.iter().find(|lot| lot.id == row.lot_id).map(|lot| lot.expires_on)
    }

    /// Each part of the reckoning that is not nought.
    fn parts(&self) -> Vec<(&'static str, i64)> {
        let sum = &self.reckoning;
        let parts = [
            ("received", sum.received),
            ("found", sum.found),
            ("at-places", sum.at_places),
            ("in-bags", sum.in_bags),
            ("with-patients", sum.with_patients),
            ("discarded", sum.discarded),
            ("lost", sum.lost),
            ("missing", sum.missing),
        ];
        parts.into_iter().filter(|(_, units)| *units != 0).collect()
    }
}

impl Lot {
    fn has_expired(&self, today: &NaiveDate) -> bool {
        self.expires_on < *today
    }

    fn is_usable(&self) -> bool {
        self.state == "usable"
    }
}
