//! Who else in the house has a name like a patient's, for the heads of forms (ID-4).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::homonym::Homonym;
use crate::schema::{admissions, beds, homonyms, patients};

/// The others, by bed; nobody for a patient who is not admitted.
///
/// # Errors
/// A database error.
pub fn homonyms_of(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Vec<Homonym>> {
    let rows: Vec<(String, NaiveDate, String, String)> = homonyms::table
        .inner_join(patients::table.on(patients::id.eq(homonyms::other_id)))
        .inner_join(admissions::table.on(admissions::patient_id.eq(homonyms::other_id)))
        .inner_join(beds::table.on(beds::id.eq(admissions::bed_id)))
        .filter(homonyms::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .order(beds::code)
        .select((patients::name, patients::birth_date, patients::record_number, beds::code))
        .load(connection)?;
    let homonym = |(name, birth_date, record_number, bed_code)| Homonym { name, birth_date, record_number, bed_code };
    Ok(rows.into_iter().map(homonym).collect())
}
