//! One line of a prescription, as the forms about a single line show it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::commands::homonyms::homonyms_of;
use crate::commands::prescribing::look_alike_names::tall_man_names;
use crate::domain::homonym::Homonym;
use crate::domain::item::contents::Contents;
use crate::schema::{
    allergies, diluents, frequencies, medications, patients, prescription_item_times, prescription_items,
    prescriptions, routes,
};

use super::item_contents::{ContentsRow, DiluentRow};

/// Whose line it is (ID-2), what it says and where it stands.
pub struct PrescribedLine {
    pub patient: Patient,
    pub homonyms: Vec<Homonym>,
    pub item: PrescribedItem,
}

pub struct Patient {
    pub id: i64,
    pub name: String,
    pub birth_date: NaiveDate,
    pub record_number: String,
    /// As recorded; None where nobody has asked yet (PRE-1).
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
}

pub struct PrescribedItem {
    pub head: Head,
    /// What only some items have.
    pub contents: Contents,
    /// On the hospital's clock.
    pub times: Vec<NaiveTime>,
}

/// What every item has.
#[derive(Queryable)]
pub struct Head {
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
    pub frequency_name_pt: String,
    pub frequency_name_en: String,
    pub cycle: String,
    pub first_dose_at: Option<DateTime<Utc>>,
    pub scheduled_from: DateTime<Utc>,
    pub duration_days: i16,
    pub note: String,
    /// A vinca alkaloid (ITEM-16).
    fatal_by_other_routes: bool,
}

impl std::ops::Deref for PrescribedItem {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

impl PrescribedItem {
    pub fn days(&self) -> i64 {
        i64::from(self.head.duration_days)
    }
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
    let (id, name, birth_date, record_number, allergy_status) = prescriptions::table
        .inner_join(patients::table)
        .filter(prescriptions::id.eq(prescription_id))
        .select((patients::id, patients::name, patients::birth_date, patients::record_number, patients::allergy_status))
        .first(connection)?;
    let allergies = allergies::table
        .filter(allergies::patient_id.eq(id))
        .order(allergies::substance)
        .select(allergies::substance)
        .load(connection)?;
    Ok(Patient { id, name, birth_date, record_number, allergy_status, allergies })
}

/// All items in their order, look-alike names with their capitals (ITEM-12).
///
/// # Errors
/// A database error.
pub fn prescribed_items(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Vec<PrescribedItem>> {
    let rows: Vec<(Head, ContentsRow, DiluentRow)> = prescription_items::table
        .inner_join(medications::table)
        .inner_join(routes::table)
        .inner_join(frequencies::table)
        .left_join(diluents::table)
        .filter(prescription_items::prescription_id.eq(prescription_id))
        .order(prescription_items::number)
        .select((
            (
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
                prescription_items::cycle,
                prescription_items::first_dose_at,
                prescription_items::scheduled_from,
                prescription_items::duration_days,
                prescription_items::note,
                medications::atc_code.like("L01CA%").and(medications::form_group_code.eq("inj")),
            ),
            ContentsRow::as_select(),
            (diluents::code, diluents::name_pt, diluents::name_en).nullable(),
        ))
        .load(connection)?;
    let ids: Vec<i64> = rows.iter().map(|(head, ..)| head.id).collect();
    let times = times_of(connection, &ids)?;
    let item = |(head, contents, diluent): (Head, ContentsRow, DiluentRow)| PrescribedItem {
        times: times.iter().filter(|(id, _)| *id == head.id).map(|(_, time)| *time).collect(),
        contents: contents.contents(diluent, head.fatal_by_other_routes),
        head,
    };
    let mut items: Vec<PrescribedItem> = rows.into_iter().map(item).collect();
    let names = items.iter().flat_map(|item| [item.name_pt.clone(), item.name_en.clone()]).collect();
    let tall_man = tall_man_names(connection, names)?;
    tall_man.capitalise(items.iter_mut().flat_map(|item| [&mut item.head.name_pt, &mut item.head.name_en]));
    Ok(items)
}

fn times_of(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<Vec<(i64, NaiveTime)>> {
    prescription_item_times::table
        .filter(prescription_item_times::item_id.eq_any(ids))
        .order((prescription_item_times::item_id, prescription_item_times::time_of_day))
        .load(connection)
}
