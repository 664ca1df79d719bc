//! Who the prescription is for, as the doctor must see it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::commands::homonyms::homonyms_of;
use crate::commands::measurements::{latest_height, latest_weight};
use crate::domain::homonym::Homonym;
use crate::schema::{admissions, allergies, beds, patients, wards};

/// Who the prescription is for, as the doctor must see it (ID-2, PRE-2).
pub struct Patient {
    pub id: i64,
    pub name: String,
    pub birth_date: NaiveDate,
    pub record_number: String,
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
    pub weight: Option<(Decimal, DateTime<Utc>)>,
    pub height: Option<(Decimal, DateTime<Utc>)>,
    pub place: Option<Place>,
    pub homonyms: Vec<Homonym>,
}

/// Where they lie.
pub struct Place {
    pub admission_id: i64,
    pub ward_id: i64,
    pub bed_code: String,
    pub ward_pt: String,
    pub ward_en: String,
}

/// Reads it; `NotFound` without such a patient.
pub fn patient(connection: &mut PgConnection, id: i64) -> QueryResult<Patient> {
    let (name, birth_date, record_number, allergy_status) = patients::table
        .find(id)
        .select((patients::name, patients::birth_date, patients::record_number, patients::allergy_status))
        .first(connection)?;
    let allergies = allergies::table
        .filter(allergies::patient_id.eq(id))
        .order(allergies::substance)
        .select(allergies::substance)
        .load(connection)?;
    Ok(Patient {
        id,
        name,
        birth_date,
        record_number,
        allergy_status,
        allergies,
        weight: latest_weight(connection, id)?,
        height: latest_height(connection, id)?,
        place: place(connection, id)?,
        homonyms: homonyms_of(connection, id)?,
    })
}

fn place(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<Place>> {
    let found: Option<(i64, i64, String, String, String)> = admissions::table
        .inner_join(beds::table.inner_join(wards::table))
        .filter(admissions::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .select((admissions::id, wards::id, beds::code, wards::name_pt, wards::name_en))
        .first(connection)
        .optional()?;
    Ok(found.map(|(admission_id, ward_id, bed_code, ward_pt, ward_en)| Place {
        admission_id,
        ward_id,
        bed_code,
        ward_pt,
        ward_en,
    }))
}
