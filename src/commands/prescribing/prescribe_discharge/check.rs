//! Every rule of what goes home, checked against the tables inside the transaction that writes.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::clock;
use crate::commands::prescribing::prescribe::body::body;
use crate::commands::prescribing::prescribe::check::named_or_meant;
use crate::commands::prescribing::prescribe::facts;
use crate::commands::prescribing::prescribe::lineage::Replaced;
use crate::commands::prescribing::prescribe::weigh::{Setting, Weighed, weigh};
use crate::commands::prescribing::supervision::needs_supervisor;
use crate::domain::clock::Clock;
use crate::domain::item::{Circumstances, Item};
use crate::domain::problem::Problem;
use crate::domain::take_home::papers::{ListLimits, Paper, papers};
use crate::domain::take_home::typed::TypedTakeHome;
use crate::domain::take_home::{TakeHome, read};
use crate::language::Words;

use super::facts::{dispensed, lists};
use super::form::{DischargeForm, MOST_ITEMS};
use super::rejection::Rejection;
use super::stay::lock_latest_stay;

/// What every rule allows to go home.
pub struct GoingHome {
    pub patient_id: i64,
    pub admission_id: i64,
    pub prescribed_at: DateTime<Utc>,
    pub items: Vec<TakeHome>,
    /// Each item is on exactly one.
    pub papers: Vec<Paper>,
    /// The colour of a paper, by list.
    pub colours: HashMap<String, String>,
    pub alerts: Vec<Weighed>,
}

/// Rows that were read, by place in the form.
type ReadRows = Vec<(usize, TakeHome)>;

/// Allows it, or rejects it with everything that is in the way, all at once.
pub fn check(
    connection: &mut PgConnection,
    doctor: &Doctor,
    patient_id: i64,
    form: &DischargeForm,
    words: &Words,
) -> Result<GoingHome, Abort<Box<Rejection>>> {
    let now = clock::now();
    let mut rejection = Rejection::default();
    let stay = check_patient(connection, patient_id, form, now, &mut rejection)?;
    let (specialty, active) = facts::doctor(connection, doctor.doctor_id)?;
    if !active {
        rejection.whole.push(Problem::DoctorNotActive);
    }
    if needs_supervisor(connection, doctor.doctor_id)? {
        rejection.whole.push(Problem::SupervisorSigns);
    }
    let code_lists = facts::code_lists(connection, None)?;
    let body = body(connection, patient_id, now, words)?;
    let circumstances = Circumstances {
        weight: body.weight.as_ref().ok(),
        height: body.height.as_ref().ok(),
        pregnancy_test_days: body.pregnancy_test_days,
        today: Clock::at(now, words.zone).today(),
        doctor_id: Some(doctor.doctor_id),
        at_home: true,
        lists: &code_lists,
        specialty: Some(&specialty),
        mark: words.language.decimal_mark(),
        clock: Clock::at(now, words.zone),
    };
    let (rows, weight_based) = read_rows(connection, form, &circumstances, words, &mut rejection)?;
    if let Err(problem) = &body.weight
        && (body.is_minor || weight_based)
    {
        rejection.whole.push(problem.clone());
    }
    let (list_limits, colours) = lists(connection)?;
    let papers = on_paper(&rows, &list_limits, &mut rejection);
    let Some(admission_id) = stay.filter(|_| rejection.is_empty()) else {
        return Err(Abort::Rejected(Box::new(rejection)));
    };
    let lasting: Vec<_> = rows.iter().filter_map(|(place, row)| Some((*place, row.lasting?))).collect();
    let setting = Setting {
        doctor,
        specialty: &specialty,
        patient_id,
        admission_id,
        now,
        weight: circumstances.weight,
        height: circumstances.height,
        lists: &code_lists,
        words,
        replaced: &Replaced::default(),
        changed: &[],
        going_home: true,
        lasting: &lasting,
    };
    let by_row: Vec<(usize, &Item)> = rows.iter().map(|(place, row)| (*place, &row.item)).collect();
    rejection.alerts = weigh(connection, &setting, &by_row, form)?;
    if !rejection.is_empty() {
        return Err(Abort::Rejected(Box::new(rejection)));
    }
    let items = rows.into_iter().map(|(_, item)| item).collect();
    let alerts = rejection.alerts;
    Ok(GoingHome { patient_id, admission_id, prescribed_at: now, items, papers, colours, alerts })
}

/// In the stay that the form was opened for, or just out of it, and asked about allergies (PRE-1).
fn check_patient(
    connection: &mut PgConnection,
    patient_id: i64,
    form: &DischargeForm,
    now: DateTime<Utc>,
    rejection: &mut Rejection,
) -> QueryResult<Option<i64>> {
    let allergy_status = facts::allergy_status(connection, patient_id)?;
    let stay = lock_latest_stay(connection, patient_id)?;
    match &stay {
        None => rejection.whole.push(Problem::PatientNotAdmitted),
        Some(stay) if form.admission != stay.admission_id.to_string() => rejection.whole.push(Problem::OtherAdmission),
        Some(stay) => rejection.whole.extend(stay.check(now).err()),
    }
    if allergy_status.is_none() {
        rejection.whole.push(Problem::AllergyStatusMissing);
    }
    Ok(stay.map(|stay| stay.admission_id))
}

/// The complete rows, and whether any is dosed by weight (PRE-3); with the others, what is in the way.
fn read_rows(
    connection: &mut PgConnection,
    form: &DischargeForm,
    around: &Circumstances<'_>,
    words: &Words,
    rejection: &mut Rejection,
) -> QueryResult<(ReadRows, bool)> {
    let typed = form.rows();
    let mut written: Vec<(usize, &TypedTakeHome)> =
        typed.iter().enumerate().filter(|(_, row)| !row.is_blank()).collect();
    if written.len() > MOST_ITEMS {
        rejection.whole.push(Problem::TooManyItems { most: MOST_ITEMS });
    }
    if written.is_empty() {
        written = typed.iter().enumerate().take(1).collect();
    }
    if written.is_empty() {
        rejection.whole.push(Problem::NoItems);
    }
    let (mut rows, mut weight_based) = (Vec::with_capacity(written.len()), false);
    for (place, row) in written {
        let (medication, candidates) = named_or_meant(connection, &row.item.medication, words)?;
        if !candidates.is_empty() {
            rejection.candidates.insert(place, candidates);
        }
        let supplied = medication.as_ref().ok().map(|medication| dispensed(connection, medication.id)).transpose()?;
        weight_based |= medication.as_ref().is_ok_and(|medication| medication.weight_based);
        let known = medication.as_ref().map_err(Clone::clone).and_then(|medication| {
            supplied.as_ref().map(|supplied| (medication, supplied)).ok_or(Problem::MedicationMissing)
        });
        match read(row, known, around) {
            Ok(item) => rows.push((place, item)),
            Err(found) => rejection.fields.extend(found.into_iter().map(|(field, problem)| (place, field, problem))),
        }
    }
    Ok((rows, weight_based))
}

/// Which paper each row is on; what is above a limit is said of its row.
fn on_paper(rows: &[(usize, TakeHome)], lists: &[ListLimits], rejection: &mut Rejection) -> Vec<Paper> {
    let items: Vec<TakeHome> = rows.iter().map(|(_, item)| item.clone()).collect();
    match papers(&items, lists) {
        Ok(papers) => papers,
        Err(found) => {
            let of_form = |at: usize| rows.get(at).map_or(at, |(place, _)| *place);
            let found = found.into_iter().map(|(at, field, problem)| (of_form(at), field, problem));
            rejection.fields.extend(found);
            rejection.fields.sort_by_key(|(place, ..)| *place);
            Vec::new()
        }
    }
}
