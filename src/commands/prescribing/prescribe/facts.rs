//! What the rules of prescribing are checked against, read from the tables inside the transaction.

use chrono::NaiveTime;
use diesel::prelude::*;

use crate::domain::dose::UnitKind;
use crate::domain::item::infusion::Diluent;
use crate::domain::item::lists::{CodeLists, Frequency, Unit};
use crate::domain::medication::{Medication, Route, Specialty};
use crate::domain::medication_label::{medication_code, medication_label};
use crate::domain::named::Named;
use crate::schema::{
    admissions, diluents, doctors, dose_units, form_group_routes, frequencies, medication_specialties, medications,
    patients, routes, specialties,
};

/// The doctor's specialty, and whether the registration is active; held so until the commit.
pub fn doctor(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<(Specialty, bool)> {
    let (specialty_id, active): (i64, bool) = doctors::table
        .find(doctor_id)
        .select((doctors::specialty_id, doctors::active))
        .for_share()
        .first(connection)?;
    let name: (String, String) =
        specialties::table.find(specialty_id).select((specialties::name_pt, specialties::name_en)).first(connection)?;
    Ok((Specialty { id: specialty_id, name: named(name) }, active))
}

/// The patient's allergy status, held so until the commit; `NotFound` without such a patient.
pub fn allergy_status(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<String>> {
    patients::table.find(patient_id).select(patients::allergy_status).for_share().first(connection)
}

/// The patient's current stay, if any; neither transfer nor discharge can pass until the commit.
pub fn current_admission(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<i64>> {
    admissions::table
        .filter(admissions::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .select(admissions::id)
        .for_share()
        .first(connection)
        .optional()
}

/// The lists that the form's fields are chosen from, in their order.
pub fn code_lists(connection: &mut PgConnection) -> QueryResult<CodeLists> {
    let units: Vec<(String, String)> =
        dose_units::table.order(dose_units::position).select((dose_units::code, dose_units::kind)).load(connection)?;
    let routes: Vec<(String, (String, String))> = routes::table
        .order(routes::position)
        .select((routes::code, (routes::name_pt, routes::name_en)))
        .load(connection)?;
    Ok(CodeLists {
        units: units.into_iter().map(|(code, kind)| Unit { code, kind: UnitKind::from_code(&kind) }).collect(),
        routes: routes.into_iter().map(route).collect(),
        frequencies: all_frequencies(connection)?,
        diluents: all_diluents(connection)?,
    })
}

fn all_frequencies(connection: &mut PgConnection) -> QueryResult<Vec<Frequency>> {
    type Row = (String, (String, String), i16, Vec<Option<NaiveTime>>, bool, bool, bool);
    let rows: Vec<Row> = frequencies::table
        .order(frequencies::position)
        .select((
            frequencies::code,
            (frequencies::name_pt, frequencies::name_en),
            frequencies::doses_per_day,
            frequencies::default_times,
            frequencies::stat,
            frequencies::prn,
            frequencies::continuous,
        ))
        .load(connection)?;
    let frequency = |(code, name, doses_per_day, times, stat, prn, continuous): Row| Frequency {
        code,
        name: named(name),
        doses_per_day: usize::from(doses_per_day.unsigned_abs()),
        default_times: times.into_iter().flatten().collect(),
        stat,
        prn,
        continuous,
    };
    Ok(rows.into_iter().map(frequency).collect())
}

fn all_diluents(connection: &mut PgConnection) -> QueryResult<Vec<Diluent>> {
    let rows: Vec<(String, (String, String))> = diluents::table
        .order(diluents::position)
        .select((diluents::code, (diluents::name_pt, diluents::name_en)))
        .load(connection)?;
    Ok(rows.into_iter().map(|(code, name)| Diluent { code, name: named(name) }).collect())
}

/// The medication that the text names whole, by its code or its label in either language: a label with another
/// medication's code is nobody's.
pub fn named_medication(connection: &mut PgConnection, text: &str) -> QueryResult<Option<Medication>> {
    let code = medication_code(text);
    let found = medication(connection, code)?;
    Ok(found
        .filter(|(found, presentation)| text == code || is_label(text, found, presentation))
        .map(|(found, _)| found))
}

fn is_label(text: &str, medication: &Medication, presentation: &Presentation) -> bool {
    let Presentation { code, pt, en } = presentation;
    text == medication_label(&medication.name.pt, pt, code) || text == medication_label(&medication.name.en, en, code)
}

/// The medication whose code this is, and its labels' parts; held so until the commit.
fn medication(connection: &mut PgConnection, code: &str) -> QueryResult<Option<(Medication, Presentation)>> {
    let found: Option<MedicationRow> = medications::table
        .filter(medications::code.eq(code))
        .select(MedicationRow::as_select())
        .for_share()
        .first(connection)
        .optional()?;
    let Some(row) = found else { return Ok(None) };
    let only_for = if row.specialty_restricted { Some(allowed_specialties(connection, row.id)?) } else { None };
    let routes = allowed_routes(connection, &row.form_group_code)?;
    let presentation = Presentation { code: row.code, pt: row.presentation_pt, en: row.presentation_en };
    let medication = Medication {
        id: row.id,
        name: Named { pt: row.name_pt, en: row.name_en },
        form_group: row.form_group_code,
        atc_code: row.atc_code,
        active: row.active,
        antimicrobial: row.antimicrobial,
        weight_based: row.weight_based,
        only_for,
        routes,
    };
    Ok(Some((medication, presentation)))
}

/// The rest of a medication's label.
struct Presentation {
    code: String,
    pt: String,
    en: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = medications)]
struct MedicationRow {
    id: i64,
    code: String,
    name_pt: String,
    name_en: String,
    presentation_pt: String,
    presentation_en: String,
    form_group_code: String,
    atc_code: String,
    antimicrobial: bool,
    weight_based: bool,
    specialty_restricted: bool,
    active: bool,
}

fn allowed_specialties(connection: &mut PgConnection, medication_id: i64) -> QueryResult<Vec<Specialty>> {
    let rows: Vec<(i64, (String, String))> = medication_specialties::table
        .inner_join(specialties::table)
        .filter(medication_specialties::medication_id.eq(medication_id))
        .order(specialties::name_pt)
        .select((specialties::id, (specialties::name_pt, specialties::name_en)))
        .load(connection)?;
    Ok(rows.into_iter().map(|(id, name)| Specialty { id, name: named(name) }).collect())
}

fn allowed_routes(connection: &mut PgConnection, form_group: &str) -> QueryResult<Vec<Route>> {
    let rows: Vec<(String, (String, String))> = form_group_routes::table
        .inner_join(routes::table)
        .filter(form_group_routes::form_group_code.eq(form_group))
        .order(routes::position)
        .select((routes::code, (routes::name_pt, routes::name_en)))
        .load(connection)?;
    Ok(rows.into_iter().map(route).collect())
}

fn route((code, name): (String, (String, String))) -> Route {
    Route { code, name: named(name) }
}

fn named((pt, en): (String, String)) -> Named {
    Named { pt, en }
}
