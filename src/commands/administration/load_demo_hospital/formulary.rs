//! The demo's formulary. Specialty restrictions are demo policy.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde::Deserialize;

use super::{LoadError, read};
use crate::commands::administration::formulary_row::{ADDENDA, FormularyRow};
use crate::commands::administration::import_brands::{import_starter_allergen_words, import_starter_brands};
use crate::commands::administration::import_dose_limits::import_starter_dose_limits;
use crate::commands::administration::import_interactions::import_starter_interactions;
use crate::schema::{medication_routes, medication_specialties, medications, specialties};

const MEDICATIONS: &str = include_str!("medications.csv");
/// Injections that this hospital doses by weight, whoever the patient is: amikacin and gentamicin (PRE-3).
const WEIGHT_BASED: [&str; 2] = ["J01GB06", "J01GB03"];

#[derive(Deserialize)]
struct Row {
    #[serde(flatten)]
    medication: FormularyRow,
    /// Codes of routes, the most usual first, with | between.
    routes: String,
    /// Codes of specialties; empty where any may prescribe it.
    specialties: String,
}

/// Ids by code, and which of them are antimicrobials.
pub struct Formulary {
    ids: HashMap<String, i64>,
    pub antimicrobials: HashSet<i64>,
}

impl Formulary {
    pub fn get(&self, code: &str) -> Option<&i64> {
        self.ids.get(code)
    }
}

pub fn load(connection: &mut PgConnection) -> Result<Formulary, LoadError> {
    let rows = read::<Row>(MEDICATIONS)?;
    let values: Vec<&FormularyRow> = rows.iter().map(|row| &row.medication).collect();
    let ids: Vec<(String, i64)> = diesel::insert_into(medications::table)
        .values(values)
        .returning((medications::code, medications::id))
        .get_results(connection)?;
    let ids: HashMap<String, i64> = ids.into_iter().collect();
    let antimicrobials = rows.iter().map(|row| &row.medication).filter(|row| row.antimicrobial);
    let antimicrobials = antimicrobials.filter_map(|row| ids.get(&row.code).copied());
    let formulary = Formulary { antimicrobials: antimicrobials.collect(), ids };
    diesel::update(medications::table)
        .filter(medications::atc_code.eq_any(WEIGHT_BASED))
        .filter(medications::form_group_code.eq("inj"))
        .set(medications::weight_based.eq(true))
        .execute(connection)?;
    diesel::update(medications::table)
        .filter(medications::atc_code.eq_any(ADDENDA))
        .filter(medications::controlled_list.ne(""))
        .set(medications::controlled_addendum.eq(true))
        .execute(connection)?;
    load_routes(connection, &rows, &formulary)?;
    load_restrictions(connection, &rows, &formulary)?;
    if !import_starter_dose_limits(connection)?.is_written() {
        return Err(LoadError::Unfitting("a shipped maximum dose"));
    }
    if !import_starter_interactions(connection)?.is_written() {
        return Err(LoadError::Unfitting("a shipped interaction"));
    }
    if !import_starter_brands(connection)?.is_written() || !import_starter_allergen_words(connection)?.is_written() {
        return Err(LoadError::Unfitting("a shipped brand"));
    }
    Ok(formulary)
}

fn load_routes(connection: &mut PgConnection, rows: &[Row], formulary: &Formulary) -> Result<(), LoadError> {
    let mut values = Vec::new();
    for row in rows {
        let id = formulary.get(&row.medication.code).ok_or(LoadError::Unfitting("a medication was not inserted"))?;
        for (position, route) in (1_i16..).zip(row.routes.split('|')) {
            values.push((
                medication_routes::medication_id.eq(*id),
                medication_routes::route_code.eq(route),
                medication_routes::position.eq(position),
            ));
        }
    }
    diesel::insert_into(medication_routes::table).values(values).execute(connection)?;
    Ok(())
}

fn load_restrictions(connection: &mut PgConnection, rows: &[Row], formulary: &Formulary) -> Result<(), LoadError> {
    let by_code: HashMap<String, i64> =
        specialties::table.select((specialties::code, specialties::id)).load(connection)?.into_iter().collect();
    let mut values = Vec::new();
    for row in rows.iter().filter(|row| !row.specialties.is_empty()) {
        let id = formulary.get(&row.medication.code).ok_or(LoadError::Unfitting("a medication was not inserted"))?;
        for code in row.specialties.split('|') {
            let specialty = by_code.get(code).ok_or(LoadError::Unfitting("an unknown specialty"))?;
            values.push((
                medication_specialties::medication_id.eq(*id),
                medication_specialties::specialty_id.eq(*specialty),
            ));
        }
    }
    diesel::insert_into(medication_specialties::table).values(values).execute(connection)?;
    Ok(())
}
