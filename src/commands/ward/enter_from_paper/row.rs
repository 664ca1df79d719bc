//! What a row's code stands for: which patient in which stay, and which prescribed line, or lines to choose from.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::commands::homonyms::homonyms_of;
use crate::commands::prescribed_line::{Patient, PrescribedItem, PrescribedLine};
use crate::commands::prescribing::look_alike_names::tall_man_names;
use crate::domain::homonym::Homonym;
use crate::domain::paper::row_code::{RowCode, RowOf};
use crate::domain::stage::Stage;
use crate::schema::{
    admissions, allergies, beds, frequencies, medications, patients, prescription_items, prescriptions, routes,
};

/// The clock that a form was made with may differ by so much from the database's.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(10);

pub struct Row {
    pub code: RowCode,
    pub patient: Patient,
    pub homonyms: Vec<Homonym>,
    pub stay: Stay,
    /// The line that the row is printed for.
    pub line: Option<PrescribedItem>,
    /// Where it is printed for none: those that were open when the form was made.
    pub choices: Vec<Choice>,
}

/// The stay in which the form was made.
#[derive(Queryable)]
pub struct Stay {
    pub admission_id: i64,
    pub admitted_at: DateTime<Utc>,
    pub discharged_at: Option<DateTime<Utc>>,
    /// When its beginning was written down, if not at once.
    pub written_at: Option<DateTime<Utc>>,
    /// Where the patient lies now, or lay last.
    pub bed_code: String,
}

#[derive(Queryable)]
pub struct Choice {
    pub item_id: i64,
    pub prescription_id: i64,
    pub number: i16,
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub dose_quantity: Decimal,
    pub dose_unit_code: String,
    pub route_pt: String,
    pub route_en: String,
    pub frequency_pt: String,
    pub frequency_en: String,
}

impl Row {
    /// None where the code is of nobody and nothing that was there when the form was made.
    ///
    /// # Errors
    /// A database error.
    pub fn load(connection: &mut PgConnection, code: RowCode) -> QueryResult<Option<Self>> {
        match code.of {
            RowOf::Patient(id) => Row::of_patient(connection, code, id),
            RowOf::Line(id) => Row::of_line(connection, code, id),
        }
    }

    fn of_patient(connection: &mut PgConnection, code: RowCode, patient_id: i64) -> QueryResult<Option<Self>> {
        let stay = stays()
            .filter(admissions::patient_id.eq(patient_id))
            .filter(admissions::admitted_at.le(code.made_at + CLOCKS_DIFFER))
            .order(admissions::admitted_at.desc())
            .first::<Stay>(connection)
            .optional()?;
        let Some(stay) = stay else { return Ok(None) };
        let choices = lines_open_at(connection, stay.admission_id, code.made_at)?;
        let (patient, homonyms) = (patient(connection, patient_id)?, homonyms_of(connection, patient_id)?);
        Ok(Some(Row { code, patient, homonyms, stay, line: None, choices }))
    }

    fn of_line(connection: &mut PgConnection, code: RowCode, item_id: i64) -> QueryResult<Option<Self>> {
        let found: Option<(i64, i16, i64)> = prescription_items::table
            .inner_join(prescriptions::table)
            .filter(prescription_items::id.eq(item_id))
            .filter(prescriptions::prescribed_at.le(code.made_at + CLOCKS_DIFFER))
            .select((prescriptions::id, prescription_items::number, prescriptions::admission_id))
            .first(connection)
            .optional()?;
        let Some((prescription_id, number, admission_id)) = found else { return Ok(None) };
        let stay = stays().filter(admissions::id.eq(admission_id)).first::<Stay>(connection)?;
        let PrescribedLine { patient, homonyms, item } = PrescribedLine::load(connection, prescription_id, number)?;
        Ok(Some(Row { code, patient, homonyms, stay, line: Some(item), choices: Vec::new() }))
    }

    /// The item that the row is printed for, or that was chosen.
    pub fn item(&self, chosen: &str) -> Option<i64> {
        let choice = || self.choices.iter().find(|choice| choice.item_id.to_string() == chosen.trim());
        self.line.as_ref().map(|line| line.id).or_else(|| choice().map(|choice| choice.item_id))
    }
}

type Stays = diesel::dsl::Select<
    diesel::dsl::InnerJoin<admissions::table, beds::table>,
    (admissions::id, admissions::admitted_at, admissions::discharged_at, admissions::written_at, beds::code),
>;

fn stays() -> diesel::helper_types::IntoBoxed<'static, Stays, diesel::pg::Pg> {
    admissions::table
        .inner_join(beds::table)
        .select((
            admissions::id,
            admissions::admitted_at,
            admissions::discharged_at,
            admissions::written_at,
            beds::code,
        ))
        .into_boxed()
}

fn patient(connection: &mut PgConnection, id: i64) -> QueryResult<Patient> {
    let (name, birth_date, record_number, allergy_status) = patients::table
        .find(id)
        .select((patients::name, patients::birth_date, patients::record_number, patients::allergy_status))
        .first(connection)?;
    let allergies = allergies::table
        .filter(allergies::patient_id.eq(id))
        .order(allergies::substance)
        .select(allergies::substance)
        .load(connection)?;
    Ok(Patient { id, name, birth_date, record_number, allergy_status, allergies })
}

/// What was open at a moment, or received and still given, the newest prescription first: as the form has it.
fn lines_open_at(connection: &mut PgConnection, admission_id: i64, at: DateTime<Utc>) -> QueryResult<Vec<Choice>> {
    let not_over = prescription_items::closed_at
        .is_null()
        .or(prescription_items::closed_at.gt(at))
        .or(prescription_items::stage.eq(Stage::Received.code()).and(prescriptions::valid_until.gt(at)));
    let mut choices: Vec<Choice> = prescription_items::table
        .inner_join(prescriptions::table)
        .inner_join(medications::table)
        .inner_join(routes::table)
        .inner_join(frequencies::table)
        .filter(prescriptions::admission_id.eq(admission_id))
        .filter(prescriptions::prescribed_at.le(at + CLOCKS_DIFFER))
        .filter(not_over.assume_not_null())
        .order((prescriptions::prescribed_at.desc(), prescriptions::id, prescription_items::number))
        .select((
            prescription_items::id,
            prescriptions::id,
            prescription_items::number,
            medications::name_pt,
            medications::name_en,
            medications::presentation_pt,
            medications::presentation_en,
            prescription_items::dose_quantity,
            prescription_items::dose_unit_code,
            routes::name_pt,
            routes::name_en,
            frequencies::name_pt,
            frequencies::name_en,
        ))
        .load(connection)?;
    let names = choices.iter().flat_map(|choice| [choice.name_pt.clone(), choice.name_en.clone()]).collect();
    let tall_man = tall_man_names(connection, names)?;
    tall_man.capitalise(choices.iter_mut().flat_map(|choice| [&mut choice.name_pt, &mut choice.name_en]));
    Ok(choices)
}
