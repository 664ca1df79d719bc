//! One line of a prescription, as the forms about a single line show it.

use chrono::NaiveDate;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::commands::homonyms::homonyms_of;
use crate::commands::prescribing::look_alike_names::tall_man_names;
use crate::domain::homonym::Homonym;
use crate::schema::{frequencies, medications, patients, prescription_items, prescriptions, routes};

/// Whose line it is (ID-2), what it says and where it stands.
pub struct PrescribedLine {
    pub patient: Patient,
    pub homonyms: Vec<Homonym>,
    pub item: PrescribedItem,
}

#[derive(Queryable)]
pub struct Patient {
    pub id: i64,
    pub name: String,
    pub birth_date: NaiveDate,
    pub record_number: String,
}

#[derive(Queryable)]
pub struct PrescribedItem {
    pub id: i64,
    pub prescription_id: i64,
    pub number: i16,
    pub stage: String,
    pub dose_quantity: Decimal,
    pub dose_unit_code: String,
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub route_pt: String,
    pub route_en: String,
    pub frequency_pt: String,
    pub frequency_en: String,
    /// A vinca alkaloid (ITEM-16).
    pub fatal_by_other_routes: bool,
}

impl PrescribedLine {
    /// # Errors
    /// [`diesel::result::Error::NotFound`] without such a line.
    pub fn load(connection: &mut PgConnection, prescription_id: i64, number: i16) -> QueryResult<Self> {
        let patient = patient_of(connection, prescription_id)?;
        let items = prescribed_items(connection, prescription_id)?;
        let item = items.into_iter().find(|item| item.number == number).ok_or(diesel::result::Error::NotFound)?;
        let homonyms = homonyms_of(connection, patient.id)?;
        Ok(PrescribedLine { patient, homonyms, item })
    }
}

/// # Errors
/// [`diesel::result::Error::NotFound`] without such a prescription.
pub fn patient_of(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Patient> {
    prescriptions::table
        .inner_join(patients::table)
        .filter(prescriptions::id.eq(prescription_id))
        .select((patients::id, patients::name, patients::birth_date, patients::record_number))
        .first(connection)
}

/// All items in their order, look-alike names with their capitals (ITEM-12).
///
/// # Errors
/// A database error.
pub fn prescribed_items(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Vec<PrescribedItem>> {
    let mut items: Vec<PrescribedItem> = prescription_items::table
        .inner_join(medications::table)
        .inner_join(routes::table)
        .inner_join(frequencies::table)
        .filter(prescription_items::prescription_id.eq(prescription_id))
        .order(prescription_items::number)
        .select((
            prescription_items::id,
            prescription_items::prescription_id,
            prescription_items::number,
            prescription_items::stage,
            prescription_items::dose_quantity,
            prescription_items::dose_unit_code,
            medications::name_pt,
            medications::name_en,
            medications::presentation_pt,
            medications::presentation_en,
            routes::name_pt,
            routes::name_en,
            frequencies::name_pt,
            frequencies::name_en,
            medications::atc_code.like("L01CA%").and(medications::form_group_code.eq("inj")),
        ))
        .load(connection)?;
    let names = items.iter().flat_map(|item| [item.name_pt.clone(), item.name_en.clone()]).collect();
    let tall_man = tall_man_names(connection, names)?;
    tall_man.capitalise(items.iter_mut().flat_map(|item| [&mut item.name_pt, &mut item.name_en]));
    Ok(items)
}
