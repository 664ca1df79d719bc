//! What the pharmacy has too little of, for prescriber and ward to know (PH-10).

use diesel::pg::Pg;
use diesel::prelude::*;

use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::shortages;

#[derive(Queryable, Selectable)]
#[diesel(table_name = shortages)]
pub struct Shortage {
    pub item_id: i64,
    pub prescription_id: i64,
    pub item_number: i16,
    pub patient_id: i64,
    pub patient_name: String,
    pub bed_code: String,
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub needed: i32,
    pub bagged: i32,
    pub supplied: i32,
}

impl Shortage {
    /// Units that are not there.
    pub fn missing(&self) -> i32 {
        self.needed - self.bagged - self.supplied
    }

    pub fn is_of(&self, prescription_id: &i64, item_number: &i16) -> bool {
        (self.prescription_id, self.item_number) == (*prescription_id, *item_number)
    }
}

/// # Errors
/// A database error.
pub fn short_of_doctor(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<Vec<Shortage>> {
    load(connection, shortages::table.filter(shortages::doctor_id.eq(doctor_id)).into_boxed())
}

/// # Errors
/// A database error.
pub fn short_of_prescription(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<Shortage>> {
    load(connection, shortages::table.filter(shortages::prescription_id.eq(id)).into_boxed())
}

/// # Errors
/// A database error.
pub fn short_on_ward(connection: &mut PgConnection, ward_id: i64) -> QueryResult<Vec<Shortage>> {
    load(connection, shortages::table.filter(shortages::ward_id.eq(ward_id)).into_boxed())
}

fn load(connection: &mut PgConnection, query: shortages::BoxedQuery<'_, Pg>) -> QueryResult<Vec<Shortage>> {
    let mut short: Vec<Shortage> =
        query.order((shortages::short_since, shortages::item_id)).select(Shortage::as_select()).load(connection)?;
    let names = short.iter_mut().flat_map(|one| [&mut one.medication_name_pt, &mut one.medication_name_en]);
    write_tall(connection, names)?;
    Ok(short)
}
