//! Who in the house has a name like another's, for every page that names patients (ID-4).

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::homonym::Homonym;
use crate::read_model::tables::homonyms;

/// The others with a name like a patient's, by bed; nobody for one who is not admitted.
///
/// # Errors
/// A database error.
pub fn homonyms_of(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Vec<Homonym>> {
    let rows: Vec<(String, NaiveDate, String, String)> = homonyms::table
        .filter(homonyms::patient_id.eq(patient_id))
        .order(homonyms::bed_code)
        .select((homonyms::name, homonyms::birth_date, homonyms::record_number, homonyms::bed_code))
        .load(connection)?;
    let homonym = |(name, birth_date, record_number, bed_code)| Homonym { name, birth_date, record_number, bed_code };
    Ok(rows.into_iter().map(homonym).collect())
}

/// Those of a list's patients who have a homonym in the house.
///
/// # Errors
/// A database error.
pub fn with_homonyms(
    connection: &mut PgConnection,
    patients: impl IntoIterator<Item = i64>,
) -> QueryResult<HashSet<i64>> {
    let listed: Vec<i64> = patients.into_iter().collect::<HashSet<i64>>().into_iter().collect();
    let found: Vec<i64> = homonyms::table
        .filter(homonyms::patient_id.eq_any(listed))
        .select(homonyms::patient_id)
        .distinct()
        .load(connection)?;
    Ok(found.into_iter().collect())
}
