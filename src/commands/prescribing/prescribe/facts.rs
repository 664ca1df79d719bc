//! What the rules of prescribing are checked against, read from the tables inside the transaction.

use std::collections::HashMap;

use chrono::{NaiveTime, TimeDelta};
use diesel::prelude::*;

use crate::domain::cycle::Cycle;
use crate::domain::dose::UnitKind;
use crate::domain::item::infusion::Diluent;
use crate::domain::item::lists::{CodeLists, Frequency, Unit};
use crate::domain::medication::{Medication, Programme, Route, Specialty};
use crate::domain::medication_label::{medication_code, medication_label};
use crate::domain::named::Named;
use crate::domain::validity::CutOver;
use crate::schema::{
    admissions, beds, diluents, doctors, dose_units, form_group_routes, frequencies, hospital, medication_routes,
    medication_specialties, medications, non_formulary_requests, patients, prescriber_programmes, prescriptions,
    programme_registrations, routes, specialties, ward_frequency_times,
};

/// The doctor's specialty, and whether the registration is active; held so until the commit.
pub fn doctor(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<(Specialty, bool)> {
    let (specialty_id, active): (i64, bool) = doctors::table
        .find(doctor_id)
        .select((doctors::specialty_id, doctors::active))
        .for_share()
        .first(connection)?;
    let own = specialties::table.find(specialty_id).select(SPECIALTY).first(connection)?;
    Ok((specialty(own), active))
}

type SpecialtyRow = (i64, (String, String), bool);
const SPECIALTY: (specialties::id, (specialties::name_pt, specialties::name_en), specialties::oncology) =
    (specialties::id, (specialties::name_pt, specialties::name_en), specialties::oncology);

fn specialty((id, name, oncology): SpecialtyRow) -> Specialty {
    Specialty { id, name: named(name), oncology }
}

/// The patient's allergy status, held so until the commit; `NotFound` without such a patient.
pub fn allergy_status(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<String>> {
    patients::table.find(patient_id).select(patients::allergy_status).for_share().first(connection)
}

/// A patient's stay, and the ward of it.
pub struct Stay {
    pub admission_id: i64,
    pub ward_id: i64,
}

/// The patient's current stay, if any. Until the commit neither transfer nor discharge can pass, nor another
/// prescription for the same patient: the later of two is checked against the earlier.
pub fn current_stay(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<Stay>> {
    let found: Option<(i64, i64)> = admissions::table
        .filter(admissions::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .select((admissions::id, admissions::bed_id))
        .for_no_key_update()
        .first(connection)
        .optional()?;
    let Some((admission_id, bed_id)) = found else { return Ok(None) };
    let ward_id = beds::table.find(bed_id).select(beds::ward_id).first(connection)?;
    Ok(Some(Stay { admission_id, ward_id }))
}

/// The patient's current stay, looked at only.
pub fn admission(connection: &mut PgConnection, patient_id: i64) -> QueryResult<Option<i64>> {
    admissions::table
        .filter(admissions::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .select(admissions::id)
        .first(connection)
        .optional()
}

/// `NotFound` for a prescription of another patient.
pub fn check_patient_of(connection: &mut PgConnection, prescription_id: i64, patient_id: i64) -> QueryResult<i64> {
    prescriptions::table
        .find(prescription_id)
        .filter(prescriptions::patient_id.eq(patient_id))
        .select(prescriptions::id)
        .first(connection)
}

/// When prescriptions of this hospital end (VAL-2).
pub fn cut_over(connection: &mut PgConnection) -> QueryResult<CutOver> {
    let (at, spares): (Option<NaiveTime>, i16) =
        hospital::table.select((hospital::cut_over, hospital::cut_over_spares_minutes)).first(connection)?;
    Ok(CutOver { at, spares: TimeDelta::minutes(spares.into()) })
}

/// The lists that the form's fields are chosen from, in their order; with the ward's own times (TIME-1).
pub fn code_lists(connection: &mut PgConnection, ward_id: Option<i64>) -> QueryResult<CodeLists> {
    let units: Vec<(String, String)> =
        dose_units::table.order(dose_units::position).select((dose_units::code, dose_units::kind)).load(connection)?;
    let routes: Vec<(String, (String, String))> = routes::table
        .order(routes::position)
        .select((routes::code, (routes::name_pt, routes::name_en)))
        .load(connection)?;
    Ok(CodeLists {
        units: units.into_iter().map(|(code, kind)| Unit { code, kind: UnitKind::from_code(&kind) }).collect(),
        routes: routes.into_iter().map(route).collect(),
        frequencies: all_frequencies(connection, ward_id)?,
        diluents: all_diluents(connection)?,
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = frequencies)]
struct FrequencyRow {
    code: String,
    name_pt: String,
    name_en: String,
    doses_per_day: i16,
    default_times: Times,
    stat: bool,
    prn: bool,
    continuous: bool,
    cycle: String,
    interval_minutes: Option<i16>,
}

type Times = Vec<Option<NaiveTime>>;

fn all_frequencies(connection: &mut PgConnection, ward_id: Option<i64>) -> QueryResult<Vec<Frequency>> {
    let mut own_times = ward_times(connection, ward_id)?;
    let rows = frequencies::table.order(frequencies::position).select(FrequencyRow::as_select()).load(connection)?;
    let with_own = rows.into_iter().map(|row| {
        let times = own_times.remove(&row.code).unwrap_or_else(|| row.default_times.clone());
        row.frequency(times)
    });
    Ok(with_own.collect())
}

fn ward_times(connection: &mut PgConnection, ward_id: Option<i64>) -> QueryResult<HashMap<String, Times>> {
    let Some(ward_id) = ward_id else { return Ok(HashMap::new()) };
    let rows: Vec<(String, Times)> = ward_frequency_times::table
        .filter(ward_frequency_times::ward_id.eq(ward_id))
        .select((ward_frequency_times::frequency_code, ward_frequency_times::times))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}

impl FrequencyRow {
    fn frequency(self, times: Times) -> Frequency {
        let mut usual_times: Vec<NaiveTime> = times.into_iter().flatten().collect();
        usual_times.sort_unstable();
        Frequency {
            code: self.code,
            name: Named { pt: self.name_pt, en: self.name_en },
            doses_per_day: usize::from(self.doses_per_day.unsigned_abs()),
            usual_times,
            stat: self.stat,
            prn: self.prn,
            continuous: self.continuous,
            cycle: Cycle::from_code(&self.cycle).unwrap_or(Cycle::Daily),
            strict_interval: self.interval_minutes.map(|minutes| TimeDelta::minutes(minutes.into())),
        }
    }
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

/// The whole label, in either language: a label with another medication's code is nobody's. Capitals do not matter,
/// as the form writes look-alike names with others than the formulary (ITEM-12).
fn is_label(text: &str, medication: &Medication, presentation: &Presentation) -> bool {
    let Presentation { code, pt, en } = presentation;
    let labels = [medication_label(&medication.name.pt, pt, code), medication_label(&medication.name.en, en, code)];
    labels.iter().any(|label| label.to_lowercase() == text.to_lowercase())
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
    let programme = if row.registered_programme { Some(programme(connection, &row)?) } else { None };
    let routes = allowed_routes(connection, &row.form_group_code)?;
    let usual_routes = usual_routes(connection, row.id)?;
    let in_portuguese = row.presentation_pt.clone();
    let presentation = Presentation { code: row.code, pt: row.presentation_pt, en: row.presentation_en };
    let medication = Medication {
        id: row.id,
        name: Named { pt: row.name_pt, en: row.name_en },
        form_group: row.form_group_code,
        atc_code: row.atc_code,
        strength: row.strength,
        active: row.active,
        approved_for_stay: false,
        antimicrobial: row.antimicrobial,
        cytotoxic: row.cytotoxic,
        weight_based: row.weight_based,
        programme,
        only_for,
        routes,
        usual_routes,
        presentation: in_portuguese,
    };
    Ok(Some((medication, presentation)))
}

/// Whether a chief and the pharmacy let it be prescribed in this stay (WHO-4).
pub fn approved_for_stay(connection: &mut PgConnection, admission_id: i64, medication_id: i64) -> QueryResult<bool> {
    let approved = non_formulary_requests::table
        .filter(non_formulary_requests::admission_id.eq(admission_id))
        .filter(non_formulary_requests::medication_id.eq(medication_id))
        .filter(non_formulary_requests::approved)
        .filter(non_formulary_requests::acknowledged_at.is_not_null());
    diesel::select(diesel::dsl::exists(approved.select(non_formulary_requests::id))).get_result(connection)
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
    strength: String,
    antimicrobial: bool,
    cytotoxic: bool,
    weight_based: bool,
    specialty_restricted: bool,
    registered_programme: bool,
    active: bool,
}

fn allowed_specialties(connection: &mut PgConnection, medication_id: i64) -> QueryResult<Vec<Specialty>> {
    let rows: Vec<SpecialtyRow> = medication_specialties::table
        .inner_join(specialties::table)
        .filter(medication_specialties::medication_id.eq(medication_id))
        .order(specialties::name_pt)
        .select(SPECIALTY)
        .load(connection)?;
    Ok(rows.into_iter().map(specialty).collect())
}

/// Colleagues named as whom to ask.
const MOST_COLLEAGUES: usize = 3;

/// The programme of a medication, and who is registered in it (WHO-5).
fn programme(connection: &mut PgConnection, row: &MedicationRow) -> QueryResult<Programme> {
    let found: Option<(String, String, String)> = prescriber_programmes::table
        .filter(prescriber_programmes::atc_code.eq(&row.atc_code))
        .select((prescriber_programmes::code, prescriber_programmes::name_pt, prescriber_programmes::name_en))
        .first(connection)
        .optional()?;
    let Some((code, pt, en)) = found else {
        let name = Named { pt: row.name_pt.clone(), en: row.name_en.clone() };
        return Ok(Programme { code: None, name, registered: Vec::new(), colleagues: Vec::new() });
    };
    let doctors: Vec<(i64, String, String, String, String)> = programme_registrations::table
        .inner_join(doctors::table)
        .filter(programme_registrations::programme_code.eq(&code))
        .filter(doctors::active)
        .order((doctors::name, doctors::id))
        .select((
            doctors::id,
            doctors::name,
            doctors::council,
            doctors::registration_state,
            doctors::registration_number,
        ))
        .load(connection)?;
    let named = |(_, name, council, state, number): &(i64, String, String, String, String)| {
        format!("{name} ({council}/{state} {number})")
    };
    let colleagues = doctors.iter().take(MOST_COLLEAGUES).map(named).collect();
    let registered = doctors.into_iter().map(|(id, ..)| id).collect();
    Ok(Programme { code: Some(code), name: Named { pt, en }, registered, colleagues })
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

fn usual_routes(connection: &mut PgConnection, medication_id: i64) -> QueryResult<Vec<String>> {
    medication_routes::table
        .filter(medication_routes::medication_id.eq(medication_id))
        .order(medication_routes::position)
        .select(medication_routes::route_code)
        .load(connection)
}

fn route((code, name): (String, (String, String))) -> Route {
    Route { code, name: named(name) }
}

fn named((pt, en): (String, String)) -> Named {
    Named { pt, en }
}
