//! What the pharmacy has of medications, said beside them while somebody prescribes.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Text};

use crate::domain::medication_label::medication_code;
use crate::domain::stock::availability::Availability;
use crate::language::Words;
use crate::schema::medications;

/// As the database answers for each.
#[derive(QueryableByName)]
struct InStock {
    #[diesel(sql_type = BigInt)]
    medication_id: i64,
    #[diesel(sql_type = Text)]
    dispensing_unit: String,
    #[diesel(sql_type = BigInt)]
    pickable: i64,
    #[diesel(sql_type = BigInt)]
    used: i64,
}

/// Of each medication by its id, in words; one query for all.
///
/// # Errors
/// A database error.
pub fn availability(
    connection: &mut PgConnection,
    medication_ids: Vec<i64>,
    words: &Words,
) -> QueryResult<HashMap<i64, String>> {
    if medication_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = in_stock(connection, medication_ids, words.today())?;
    let say = |row: InStock| {
        let availability = Availability { pickable: row.pickable, used: row.used };
        (row.medication_id, words.availability(availability, &row.dispensing_unit))
    };
    Ok(rows.into_iter().map(say).collect())
}

/// The same for medications as a form's fields name them, by code; a field that names none has no words.
///
/// # Errors
/// A database error.
pub fn availability_of_named<'a>(
    connection: &mut PgConnection,
    typed: impl IntoIterator<Item = &'a str>,
    words: &Words,
) -> QueryResult<HashMap<String, String>> {
    let codes: Vec<&str> = typed.into_iter().map(medication_code).filter(|code| !code.is_empty()).collect();
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let named: Vec<(i64, String)> = medications::table
        .filter(medications::code.eq_any(codes))
        .select((medications::id, medications::code))
        .load(connection)?;
    let mut words_of = availability(connection, named.iter().map(|(id, _)| *id).collect(), words)?;
    Ok(named.into_iter().filter_map(|(id, code)| Some((code, words_of.remove(&id)?))).collect())
}

fn in_stock(connection: &mut PgConnection, medication_ids: Vec<i64>, today: NaiveDate) -> QueryResult<Vec<InStock>> {
    diesel::sql_query("select medication_id, dispensing_unit, pickable, used from stock_of_medications($1, $2)")
        .bind::<Array<BigInt>, _>(medication_ids)
        .bind::<Date, _>(today)
        .load(connection)
}
