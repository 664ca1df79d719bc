//! Order sets of some specialties; demo policy, not advice.

use std::collections::HashMap;

use diesel::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::formulary::Formulary;
use super::{LoadError, read};
use crate::domain::item::per_kg::PerKgUnit;
use crate::schema::{order_set_items, order_sets, specialties};

const ORDER_SETS: &str = include_str!("order_sets.csv");

/// One order of a set; the orders of a set stand together.
#[derive(Deserialize)]
struct Row {
    specialty: String,
    name_pt: String,
    name_en: String,
    medication: String,
    dose: Decimal,
    unit: String,
    route: String,
    frequency: String,
    days: i16,
    /// As in the form; empty where nothing flows.
    preparation: String,
    volume: Option<Decimal>,
    minutes: Option<Decimal>,
    rate: Option<Decimal>,
    rate_unit: String,
    indication: String,
    interval: Option<Decimal>,
    most: Option<i16>,
    note: String,
}

pub fn load(connection: &mut PgConnection, formulary: &Formulary) -> Result<(), LoadError> {
    let by_code: HashMap<String, i64> =
        specialties::table.select((specialties::code, specialties::id)).load(connection)?.into_iter().collect();
    let rows = read::<Row>(ORDER_SETS)?;
    let same_set = |one: &Row, other: &Row| (&one.specialty, &one.name_pt) == (&other.specialty, &other.name_pt);
    for set in rows.chunk_by(same_set) {
        let Some(first) = set.first() else { continue };
        let specialty_id = by_code.get(&first.specialty).ok_or(LoadError::Unfitting("an unknown specialty"))?;
        let id: i64 = diesel::insert_into(order_sets::table)
            .values((
                order_sets::name_pt.eq(&first.name_pt),
                order_sets::name_en.eq(&first.name_en),
                order_sets::specialty_id.eq(specialty_id),
            ))
            .returning(order_sets::id)
            .get_result(connection)?;
        for (position, row) in (1_i16..).zip(set) {
            let medication_id =
                formulary.get(&row.medication).ok_or(LoadError::Unfitting("an order set's medication"))?;
            insert(connection, (id, position), *medication_id, row)?;
        }
    }
    Ok(())
}

fn insert(
    connection: &mut PgConnection,
    (set_id, position): (i64, i16),
    medication_id: i64,
    row: &Row,
) -> QueryResult<usize> {
    let per_kg = PerKgUnit::from_code(&row.unit).is_some();
    let text = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
    let (preparation, diluent) = match row.preparation.as_str() {
        code @ ("" | "bolus" | "ready") => (text(code), None),
        diluent => (text("diluted"), text(diluent)),
    };
    diesel::insert_into(order_set_items::table)
        .values((
            order_set_items::order_set_id.eq(set_id),
            order_set_items::position.eq(position),
            order_set_items::medication_id.eq(medication_id),
            order_set_items::dose_quantity.eq((!per_kg).then_some(row.dose)),
            order_set_items::dose_unit_code.eq((!per_kg).then_some(&row.unit)),
            order_set_items::per_kg_quantity.eq(per_kg.then_some(row.dose)),
            order_set_items::per_kg_unit.eq(per_kg.then_some(&row.unit)),
            order_set_items::route_code.eq(&row.route),
            order_set_items::frequency_code.eq(&row.frequency),
            order_set_items::duration_days.eq(row.days),
            order_set_items::note.eq(&row.note),
            order_set_items::indication.eq(text(&row.indication)),
            order_set_items::interval_hours.eq(row.interval),
            order_set_items::most_per_day.eq(row.most),
            order_set_items::preparation.eq(preparation),
            order_set_items::diluent_code.eq(diluent),
            order_set_items::volume_ml.eq(row.volume),
            order_set_items::infusion_minutes.eq(row.minutes),
            order_set_items::rate_quantity.eq(row.rate),
            order_set_items::rate_unit.eq(text(&row.rate_unit)),
        ))
        .execute(connection)
}
