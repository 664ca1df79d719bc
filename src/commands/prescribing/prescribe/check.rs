//! Every rule of prescribing, checked against the tables inside the transaction that writes.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::clock;
use crate::commands::prescribing::choose_medication::suggest;
use crate::domain::clock::Clock;
use crate::domain::follow::FollowedAs;
use crate::domain::item::typed::{Field, TypedItem};
use crate::domain::item::{Circumstances, Draft, Item};
use crate::domain::medication::Medication;
use crate::domain::plan::FIRST_DOSE_NOW;
use crate::domain::problem::Problem;
use crate::domain::suspension::read_reason;
use crate::domain::validity::Ends;
use crate::language::Words;

use super::body::body;
use super::course::therapy;
use super::facts::{self, Stay};
use super::form::{MOST_ITEMS, PrescribeForm};
use super::lineage::Lineage;
use super::prescription::Prescription;
use super::rejection::Rejection;
use super::weigh::{Setting, weigh};

/// Allows the prescription, or rejects it with everything that is in the way, all at once.
pub fn check(
    connection: &mut PgConnection,
    doctor: &Doctor,
    patient_id: i64,
    form: &PrescribeForm,
    words: &Words,
) -> Result<Prescription, Abort<Box<Rejection>>> {
    let prescribed_at = clock::now();
    let mut rejection = Rejection::default();
    let stay = check_patient(connection, patient_id, form, &mut rejection)?;
    let (specialty, active) = facts::doctor(connection, doctor.doctor_id)?;
    if !active {
        rejection.whole.push(Problem::DoctorNotActive);
    }
    let lists = facts::code_lists(connection, stay.as_ref().map(|stay| stay.ward_id))?;
    let body = body(connection, patient_id, prescribed_at, words)?;
    let circumstances = Circumstances {
        at_home: false,
        weight: body.weight.as_ref().ok(),
        height: body.height.as_ref().ok(),
        pregnancy_test_days: body.pregnancy_test_days,
        today: Clock::at(prescribed_at, words.zone).today(),
        lists: &lists,
        specialty: Some(&specialty),
        doctor_id: Some(doctor.doctor_id),
        mark: words.language.decimal_mark(),
        clock: Clock::at(prescribed_at, words.zone),
    };
    let lineage = match &stay {
        Some(stay) => Lineage::read(connection, form, stay.admission_id, words)?,
        None => Lineage::default(),
    };
    rejection.moved = lineage.moved(connection, words)?;
    let unchanged = unchanged_rows(form, &lineage);
    let drafts = read_items(
        connection,
        form,
        &Rows { lineage: &lineage, unchanged: &unchanged, admission_id: stay.as_ref().map(|stay| stay.admission_id) },
        &circumstances,
        words,
        &mut rejection,
    )?;
    if let Err(problem) = &body.weight
        && (body.is_minor || drafts.iter().any(|row| row.draft.needs_weight))
    {
        rejection.whole.push(problem.clone());
    }
    if let Err(problem) = &body.height
        && drafts.iter().any(|row| row.draft.needs_height)
    {
        rejection.whole.push(problem.clone());
    }
    check_change(form, &lineage, &unchanged, &mut rejection);
    let items = complete(drafts, &mut rejection);
    let Some(Stay { admission_id, .. }) = stay.filter(|_| rejection.is_empty()) else {
        return Err(Abort::Rejected(Box::new(rejection)));
    };
    let medications = items.iter().map(|(place, medication, _)| (*place, medication.id)).collect();
    let replaced = lineage.replaced(&unchanged, &medications, prescribed_at);
    let follows = items.iter().filter_map(|(place, ..)| lineage.follow(*place));
    let changes = follows.filter(|follow| follow.followed_as == FollowedAs::Change);
    let changed: Vec<i64> = changes.map(|follow| follow.item_id).collect();
    let setting = Setting {
        doctor,
        specialty: &specialty,
        patient_id,
        admission_id,
        now: prescribed_at,
        weight: circumstances.weight,
        height: circumstances.height,
        lists: &lists,
        words,
        replaced: &replaced,
        changed: &changed,
        going_home: false,
        lasting: &[],
    };
    let by_row: Vec<(usize, &Item)> = items.iter().map(|(place, _, item)| (*place, item)).collect();
    rejection.alerts = weigh(connection, &setting, &by_row, form)?;
    if !rejection.is_empty() {
        return Err(Abort::Rejected(Box::new(rejection)));
    }
    let clock = Clock::at(prescribed_at, words.zone);
    let beginning = |place: usize| {
        let starts_at = lineage.clock(place, clock).now.max(prescribed_at);
        (starts_at, lineage.follow(place))
    };
    let beginnings: Vec<_> = items.iter().map(|(place, ..)| beginning(*place)).collect();
    let begins: Vec<DateTime<Utc>> = beginnings.iter().map(|(starts_at, _)| *starts_at).collect();
    let Ends { now: end_by_rule, later: renewed_until } =
        Ends::of(&begins, prescribed_at, facts::cut_over(connection)?, words.zone);
    let end_of_changed = lineage.end_of_changed().filter(|end| *end > prescribed_at);
    let numbers = items.iter().map(|(place, ..)| *place).zip(1..).collect();
    let items = items.into_iter().map(|(_, medication, item)| (medication, item)).collect();
    Ok(Prescription {
        patient_id,
        admission_id,
        prescribed_at,
        valid_until: end_of_changed.map_or(end_by_rule, |end| end.min(end_by_rule)),
        renewed_until,
        items: with_therapies(connection, admission_id, items, prescribed_at, words)?,
        alerts: rejection.alerts,
        numbers,
        beginnings,
        consequences: lineage.consequences(&unchanged),
        change_reason: form.change_reason.trim().to_owned(),
    })
}

fn unchanged_rows(form: &PrescribeForm, lineage: &Lineage) -> HashSet<usize> {
    let typed = form.items();
    typed
        .iter()
        .enumerate()
        .filter(|(place, item)| lineage.is_unchanged(*place, item))
        .map(|(place, _)| place)
        .collect()
}

/// A change changes something, and says why (VAL-4).
fn check_change(form: &PrescribeForm, lineage: &Lineage, unchanged: &HashSet<usize>, rejection: &mut Rejection) {
    if lineage.changes_something(unchanged) {
        if let Err(problem) = read_reason(&form.change_reason) {
            rejection.whole.push(problem);
        }
    } else if form.is_change()
        && form.items().iter().enumerate().all(|(place, item)| unchanged.contains(&place) || item.is_blank())
    {
        rejection.whole.push(Problem::NothingChanged);
    }
}

/// Admitted, still in the stay that the form was opened for, and asked about allergies (PRE-1).
fn check_patient(
    connection: &mut PgConnection,
    patient_id: i64,
    form: &PrescribeForm,
    rejection: &mut Rejection,
) -> QueryResult<Option<Stay>> {
    let allergy_status = facts::allergy_status(connection, patient_id)?;
    let stay = facts::current_stay(connection, patient_id)?;
    match &stay {
        None => rejection.whole.push(Problem::PatientNotAdmitted),
        Some(stay) if form.admission != stay.admission_id.to_string() => rejection.whole.push(Problem::OtherAdmission),
        Some(_) => {}
    }
    if allergy_status.is_none() {
        rejection.whole.push(Problem::AllergyStatusMissing);
    }
    Ok(stay)
}

/// What the rows come from.
struct Rows<'a> {
    lineage: &'a Lineage,
    /// Changes that change nothing are left alone.
    unchanged: &'a HashSet<usize>,
    admission_id: Option<i64>,
}

/// A row of the form, read.
struct Read {
    place: usize,
    medication: Option<Medication>,
    draft: Draft,
}

fn read_items(
    connection: &mut PgConnection,
    form: &PrescribeForm,
    from: &Rows<'_>,
    circumstances: &Circumstances<'_>,
    words: &Words,
    rejection: &mut Rejection,
) -> QueryResult<Vec<Read>> {
    let typed = form.items();
    let written: Vec<(usize, &TypedItem)> = typed.iter().enumerate().filter(|(_, item)| !item.is_blank()).collect();
    if written.len() > MOST_ITEMS {
        rejection.whole.push(Problem::TooManyItems { most: MOST_ITEMS });
    }
    let dropped_all = written.is_empty() && !form.opened.is_empty();
    let rows = if written.is_empty() && !dropped_all { typed.iter().enumerate().take(1).collect() } else { written };
    if rows.is_empty() && !(dropped_all && form.is_change()) {
        rejection.whole.push(Problem::NoItems);
    }
    let mut read = Vec::with_capacity(rows.len());
    for (place, item) in rows.into_iter().filter(|(place, _)| !from.unchanged.contains(place)) {
        let follow = from.lineage.follow(place);
        if follow.is_some_and(|follow| follow.followed_as == FollowedAs::Renewal) && !form.is_reviewed(&item.follows) {
            rejection.fields.push((place, Field::Reviewed, Problem::NotReviewed));
        }
        if from.lineage.is_queried(place) {
            rejection.fields.push((place, Field::Reviewed, Problem::QuestionOpen));
        }
        if follow.is_some_and(|follow| follow.followed_as == FollowedAs::Renewal) && item.first.trim() == FIRST_DOSE_NOW
        {
            rejection.fields.push((place, Field::FirstDose, Problem::FirstDoseOfRenewal));
        }
        let mut medication = find_medication(connection, place, &item.medication, words, rejection)?;
        if let (Ok(medication), Some(admission_id)) = (&mut medication, from.admission_id)
            && !medication.active
        {
            medication.approved_for_stay = facts::approved_for_stay(connection, admission_id, medication.id)?;
        }
        let circumstances = Circumstances { clock: from.lineage.clock(place, circumstances.clock), ..*circumstances };
        let draft = Draft::read(item, medication.as_ref().map_err(Clone::clone), &circumstances);
        read.push(Read { place, medication: medication.ok(), draft });
    }
    Ok(read)
}

/// The items without a problem; with the others, what is in the way.
fn complete(rows: Vec<Read>, rejection: &mut Rejection) -> Vec<(usize, Medication, Item)> {
    let mut items = Vec::with_capacity(rows.len());
    for Read { place, medication, draft } in rows {
        match (medication, draft.complete()) {
            (Some(medication), Ok(item)) => items.push((place, medication, item)),
            (None, Ok(_)) => rejection.fields.push((place, Field::Medication, Problem::MedicationMissing)),
            (_, Err(problems)) => {
                rejection.fields.extend(problems.into_iter().map(|(field, problem)| (place, field, problem)));
            }
        }
    }
    items
}

fn with_therapies(
    connection: &mut PgConnection,
    admission_id: i64,
    items: Vec<(Medication, Item)>,
    now: DateTime<Utc>,
    words: &Words,
) -> QueryResult<Vec<Item>> {
    let with_therapy = |(medication, mut item): (Medication, Item)| {
        item.contents.therapy = therapy(connection, admission_id, &medication, now, words)?;
        Ok(item)
    };
    items.into_iter().map(with_therapy).collect()
}

/// The medication that the text names whole; for part of a name, the ones it may mean.
fn find_medication(
    connection: &mut PgConnection,
    place: usize,
    text: &str,
    words: &Words,
    rejection: &mut Rejection,
) -> QueryResult<Result<Medication, Problem>> {
    let (found, candidates) = named_or_meant(connection, text, words)?;
    if !candidates.is_empty() {
        rejection.candidates.insert(place, candidates);
    }
    Ok(found)
}

/// The medication that the text names whole; for part of a name, the labels of those that it may mean.
pub fn named_or_meant(
    connection: &mut PgConnection,
    text: &str,
    words: &Words,
) -> QueryResult<(Result<Medication, Problem>, Vec<String>)> {
    let text = text.trim();
    if text.is_empty() {
        return Ok((Err(Problem::MedicationMissing), Vec::new()));
    }
    if let Some(medication) = facts::named_medication(connection, text)? {
        return Ok((Ok(medication), Vec::new()));
    }
    let meant: Vec<String> = suggest(connection, text, words)?.into_iter().map(|candidate| candidate.label).collect();
    let problem = match meant.len() {
        0 => Problem::MedicationUnknown,
        count => Problem::MedicationAmbiguous { count },
    };
    Ok((Err(problem), meant))
}
