//! Every rule of prescribing, checked against the tables inside the transaction that writes.

use chrono::{DateTime, NaiveTime, Timelike, Utc};
use diesel::prelude::*;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::commands::prescribing::choose_medication::suggest;
use crate::domain::item::{Circumstances, Item, TypedItem, complete_item};
use crate::domain::medication::Medication;
use crate::domain::medication_label::{medication_code, medication_label};
use crate::domain::problem::Problem;
use crate::language::Words;

use super::facts::{self, Presentation};
use super::form::{MOST_ITEMS, PrescribeForm};
use super::rejection::Rejection;

/// A prescription that every rule allows.
pub struct Prescription {
    pub patient_id: i64,
    pub admission_id: i64,
    pub prescribed_at: DateTime<Utc>,
    pub items: Vec<Item>,
}

/// Allows the prescription, or rejects it with everything that is in the way, all at once.
pub fn check(
    connection: &mut PgConnection,
    doctor: &Doctor,
    patient_id: i64,
    form: &PrescribeForm,
    words: &Words,
) -> Result<Prescription, Abort<Rejection>> {
    let prescribed_at = Utc::now();
    let mut rejection = Rejection::default();
    let admission_id = check_patient(connection, patient_id, form, &mut rejection)?;
    let (specialty, active) = facts::doctor(connection, doctor.doctor_id)?;
    if !active {
        rejection.whole.push(Problem::DoctorNotActive);
    }
    let lists = facts::code_lists(connection)?;
    let circumstances = Circumstances {
        lists: &lists,
        specialty: &specialty,
        mark: words.language.decimal_mark(),
        now: minute_of(prescribed_at, words),
    };
    let items = check_items(connection, form, &circumstances, words, &mut rejection)?;
    match admission_id {
        Some(admission_id) if rejection.is_empty() => {
            Ok(Prescription { patient_id, admission_id, prescribed_at, items })
        }
        _ => Err(Abort::Rejected(rejection)),
    }
}

/// Admitted, still in the stay that the form was opened for, and asked about allergies (PRE-1).
fn check_patient(
    connection: &mut PgConnection,
    patient_id: i64,
    form: &PrescribeForm,
    rejection: &mut Rejection,
) -> QueryResult<Option<i64>> {
    let allergy_status = facts::allergy_status(connection, patient_id)?;
    let admission = facts::current_admission(connection, patient_id)?;
    match admission {
        None => rejection.whole.push(Problem::PatientNotAdmitted),
        Some(id) if form.admission != id.to_string() => rejection.whole.push(Problem::OtherAdmission),
        Some(_) => {}
    }
    if allergy_status.is_none() {
        rejection.whole.push(Problem::AllergyStatusMissing);
    }
    Ok(admission)
}

fn minute_of(at: DateTime<Utc>, words: &Words) -> NaiveTime {
    let time = at.with_timezone(&words.zone).time();
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or_default()
}

fn check_items(
    connection: &mut PgConnection,
    form: &PrescribeForm,
    circumstances: &Circumstances<'_>,
    words: &Words,
    rejection: &mut Rejection,
) -> QueryResult<Vec<Item>> {
    let typed = form.items();
    let written: Vec<(usize, &TypedItem)> = typed.iter().enumerate().filter(|(_, item)| !item.is_blank()).collect();
    if written.len() > MOST_ITEMS {
        rejection.whole.push(Problem::TooManyItems { most: MOST_ITEMS });
    }
    let rows = if written.is_empty() { typed.iter().enumerate().take(1).collect() } else { written };
    if rows.is_empty() {
        rejection.whole.push(Problem::NoItems);
    }
    let mut items = Vec::with_capacity(rows.len());
    for (place, item) in rows {
        let medication = find_medication(connection, place, &item.medication, words, rejection)?;
        match complete_item(item, medication.as_ref().map_err(Clone::clone), circumstances) {
            Ok(item) => items.push(item),
            Err(problems) => {
                rejection.fields.extend(problems.into_iter().map(|(field, problem)| (place, field, problem)));
            }
        }
    }
    Ok(items)
}

/// The medication that the text names whole; for part of a name, the ones it may mean.
fn find_medication(
    connection: &mut PgConnection,
    place: usize,
    text: &str,
    words: &Words,
    rejection: &mut Rejection,
) -> QueryResult<Result<Medication, Problem>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Err(Problem::MedicationMissing));
    }
    let code = medication_code(text);
    if let Some((medication, presentation)) = facts::medication(connection, code)?
        && (text == code || is_label(text, &medication, &presentation))
    {
        return Ok(Ok(medication));
    }
    let candidates = suggest(connection, text, words)?;
    if candidates.is_empty() {
        return Ok(Err(Problem::MedicationUnknown));
    }
    let count = candidates.len();
    rejection.candidates.insert(place, candidates.into_iter().map(|candidate| candidate.label).collect());
    Ok(Err(Problem::MedicationAmbiguous { count }))
}

/// The whole label, in either language: a label with another medication's code is nobody's. Capitals do not matter,
/// as the form writes look-alike names with others than the formulary (ITEM-12).
fn is_label(text: &str, medication: &Medication, presentation: &Presentation) -> bool {
    let Presentation { code, pt, en } = presentation;
    let labels = [medication_label(&medication.name.pt, pt, code), medication_label(&medication.name.en, en, code)];
    labels.iter().any(|label| label.to_lowercase() == text.to_lowercase())
}
