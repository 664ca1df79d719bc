//! The prescribing form's page: who the patient is, the rows as typed, and what is in the way.

pub mod patient;
mod row;
mod source;
pub mod verbal_order;

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::clock;
use crate::commands::prescribing::availability::availability_of_named;
use crate::commands::prescribing::order_sets::{OrderSet, order_sets_of};
use crate::domain::clock::Clock;
use crate::domain::dose::UnitKind;
use crate::domain::item::lists::{CodeLists, Unit};
use crate::domain::item::per_kg::PerKgUnit;
use crate::domain::item::rate::RateUnit;
use crate::domain::item::typed::TypedItem;
use crate::domain::medication_label::medication_code;
use crate::domain::problem::Problem;
use crate::domain::validity::Ends;
use crate::domain::waiting::Waiting;
use crate::page::chrome::Chrome;

use super::body::body;
use super::doses::{Shown, show_doses};
use super::drafts::Supervision;
use super::facts;
use super::form::PrescribeForm;
use super::lineage::{Became, Moved};
use super::preview::{Preview, Surroundings};
use super::rejection::Rejection;
use super::weigh::Weighed;

pub use patient::{Patient, patient};
use row::{Row, field_errors, field_id};
use source::{Source, sources};

#[derive(Template)]
#[template(path = "prescribing/prescribe.html")]
pub struct PrescribePage {
    chrome: Chrome,
    patient: Patient,
    lists: CodeLists,
    rows: Vec<Row>,
    /// The doctor's favourites, then the sets of the specialty.
    sets: Vec<OrderSet>,
    /// What becomes of signed items whose rows were removed.
    dropped: Vec<String>,
    /// Decisions with the reasons typed so far.
    answers: Vec<(String, String)>,
    rejection: Rejection,
    form: PrescribeForm,
    /// Whether a reason is owed: something signed is changed, or taken out (VAL-4).
    asks_why: bool,
    supervision: Supervision,
    /// Whether a pregnancy is to be thought of (WHO-5).
    child_bearing: bool,
    /// Until when a prescription signed now would be valid (VAL-2).
    valid_until: DateTime<Utc>,
    /// Until when what is renewed would be, where it is a prescription of its own.
    renewed_until: Option<DateTime<Utc>>,
}

/// An error as the summary on top links it.
struct SummaryLine {
    href: String,
    text: String,
}

impl PrescribePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: PrescribeForm,
        mut rejection: Rejection,
    ) -> QueryResult<Self> {
        let patient = patient(connection, patient_id)?;
        let admission = admission_shown(&patient, &form, &rejection);
        let form = form.of_stay(admission);
        let lists = facts::code_lists(connection, patient.place.as_ref().map(|place| place.ward_id))?;
        let now = clock::now();
        let clock = Clock::at(now, chrome.l.zone);
        let body = body(connection, patient_id, now, &chrome.l)?;
        let (weight, height) = (body.weight.ok(), body.height.ok());
        let admission_id = patient.place.as_ref().map(|place| place.admission_id);
        let around = Surroundings {
            lists: &lists,
            weight: weight.as_ref(),
            height: height.as_ref(),
            pregnancy_test_days: body.pregnancy_test_days,
            admission_id,
            now,
            words: &chrome.l,
        };
        let mut sources = sources(connection, &form, &chrome)?;
        let mut rows = Vec::new();
        let items = form.items();
        let named = items.iter().map(|typed| typed.medication.as_str());
        let stock = availability_of_named(connection, named, &chrome.l)?;
        for (place, typed) in items.into_iter().enumerate() {
            let source = sources.remove(&typed.follows);
            let begins = source.as_ref().map_or(clock, |source| source.clock(clock));
            rows.push(Row {
                place,
                candidates: rejection.candidates.remove(&place).unwrap_or_default(),
                errors: field_errors(&chrome, &rejection, place),
                preview: Preview::of(connection, &typed, &around)?,
                stock: stock.get(medication_code(&typed.medication)).cloned().unwrap_or_default(),
                doses: show_doses(&typed, &lists, begins, clock, &chrome.l),
                source,
                typed,
            });
        }
        let mut dropped: Vec<Source> = sources.into_values().collect();
        dropped.sort_unstable_by_key(|source| source.follow.item_id);
        let dropped = dropped.iter().map(|source| source.dropped(&chrome.l)).collect();
        let supervision = Supervision::load(connection, chrome.user.as_ref().and_then(|user| user.doctor_id), &form)?;
        let child_bearing = body.pregnancy_test_days.is_some();
        let follows_change = |row: &Row| row.source.as_ref().is_some_and(|source| source.is_change());
        let asks_why = form.is_change() || rows.iter().any(follows_change);
        let begin = |row: &Row| row.source.as_ref().map_or(now, |source| source.clock(clock).now.max(now));
        let begins: Vec<DateTime<Utc>> = rows.iter().map(begin).collect();
        let Ends { now: valid_until, later: renewed_until } =
            Ends::of(&begins, now, facts::cut_over(connection)?, chrome.l.zone);
        let renewed_until =
            Some(renewed_until).filter(|_| begins.contains(&now) && begins.iter().any(|begin| *begin > now));
        let doctor_id = chrome.user.as_ref().and_then(|user| user.doctor_id);
        let sets = doctor_id.map_or(Ok(Vec::new()), |doctor_id| order_sets_of(connection, doctor_id))?;
        let answers = form.answers().map(|(decision, reason)| (decision.clone(), reason.clone())).collect();
        Ok(PrescribePage {
            patient,
            lists,
            rows,
            sets,
            dropped,
            answers,
            rejection,
            form,
            asks_why,
            supervision,
            child_bearing,
            valid_until,
            renewed_until,
            chrome,
        })
    }

    /// All errors, in the order of the form, to be linked from the top of the page.
    fn summary(&self) -> Vec<SummaryLine> {
        let whole = self.rejection.whole.iter();
        let whole =
            whole.map(|problem| SummaryLine { href: self.remedy(problem), text: self.chrome.l.problem(problem) });
        let fields = self.rejection.fields.iter().map(|(place, field, problem)| SummaryLine {
            href: format!("#{}", field_id(*place, field.code())),
            text: self.chrome.l.with("item-n", "n", &(place + 1).to_string()) + ": " + &self.chrome.l.problem(problem),
        });
        let alerts = self.rejection.alerts.iter().enumerate().filter_map(|(place, weighed)| {
            let what = self.chrome.l.alert(&weighed.alert.finding, "what");
            let missing = self.chrome.l.problem(weighed.missing.as_ref()?);
            let href = if weighed.is_barred() { "#alerts".to_owned() } else { format!("#reason-{place}") };
            Some(SummaryLine { href, text: format!("{what}. {missing}") })
        });
        alerts.chain(whole).chain(fields).collect()
    }

    /// `Medication 1, 2`: the rows that an alert is about.
    fn rows_of(&self, weighed: &Weighed) -> String {
        let rows: Vec<String> = weighed.alert.rows.iter().map(|row| (row + 1).to_string()).collect();
        if rows.is_empty() { String::new() } else { self.chrome.l.with("item-n", "n", &rows.join(", ")) }
    }

    fn reason_id(&self, place: &usize) -> String {
        format!("reason-{place}")
    }

    fn missing(&self, weighed: &Weighed) -> String {
        weighed.missing.as_ref().map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }

    /// What somebody else did meanwhile, in words.
    fn moved(&self, moved: &Moved) -> String {
        let l = &self.chrome.l;
        let medication = l.name(&moved.medication).to_owned();
        match &moved.became {
            Became::Followed { by, dose: (quantity, unit), prescription_id } => {
                let (dose, number) = (l.dose(quantity, unit), prescription_id.to_string());
                let values = [("medication", medication), ("by", by.clone()), ("dose", dose), ("n", number)];
                l.with_all("moved-followed", values)
            }
            Became::Stopped(stage) => {
                let stage = l.of("stage", stage.code()).to_lowercase();
                l.with_all("moved-stopped", [("medication", medication), ("stage", stage)])
            }
        }
    }

    /// What is wrong with the reason of the change; empty when nothing is.
    fn reason_error(&self) -> String {
        let of_reason = |problem: &&Problem| matches!(problem, Problem::ReasonMissing | Problem::ReasonTooLong { .. });
        self.rejection.whole.iter().find(of_reason).map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }

    fn is_renewal(&self) -> bool {
        self.rows.iter().any(|row| row.source.as_ref().is_some_and(|source| !source.is_change()))
    }

    /// The ids that make the name of a row's “reviewed”: what it says, and the order as it is written.
    fn written(&self, row: &Row) -> String {
        const ORDER: [&str; 6] = ["reviewed-label", "medication", "dose", "unit", "route", "frequency"];
        ORDER.map(|field| row.id(field)).join(" ")
    }

    fn sign_words(&self) -> &'static str {
        if self.supervision.needs_supervisor { "sign-draft" } else { "sign" }
    }

    /// Since when a draft waits.
    fn draft_age(&self, drafted_at: &DateTime<Utc>) -> String {
        Waiting::between(*drafted_at, clock::now()).text()
    }

    fn title(&self) -> &'static str {
        if self.form.is_change() {
            "change-prescription"
        } else if self.rows.iter().any(|row| row.source.is_some()) {
            "renew"
        } else {
            "prescribe"
        }
    }

    /// Where a problem of the whole is put right.
    fn remedy(&self, problem: &Problem) -> String {
        match problem {
            Problem::WeightMissing
            | Problem::WeightTooOld { .. }
            | Problem::HeightMissing
            | Problem::HeightTooOld { .. } => {
                format!("/patients/{}/measurements", self.patient.id)
            }
            Problem::ReasonMissing | Problem::ReasonTooLong { .. } => "#change-reason".to_owned(),
            Problem::OrderSetMissing => "#set".to_owned(),
            Problem::GiverMissing | Problem::GiverUnknown => "#giver".to_owned(),
            Problem::EmergencyMissing | Problem::EmergencyTooLong { .. } => "#emergency".to_owned(),
            Problem::ReadBackMissing => "#read-back".to_owned(),
            _ => "#patient".to_owned(),
        }
    }

    fn has_sets(&self, favourites: &bool) -> bool {
        self.sets.iter().any(|set| set.is_favourite == *favourites)
    }

    fn set_error(&self) -> String {
        let missing = self.rejection.whole.iter().find(|problem| **problem == Problem::OrderSetMissing);
        missing.map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }

    /// What an inserted set could not fill in.
    fn left_out(&self) -> String {
        let names: Vec<&str> = self.rejection.left_out.iter().map(|name| self.chrome.l.name(name)).collect();
        names.join(", ")
    }

    /// Units that can be a dose.
    fn units(&self) -> impl Iterator<Item = &Unit> {
        self.lists.units.iter().filter(|unit| unit.kind != UnitKind::Container)
    }

    fn per_kg_units(&self) -> [PerKgUnit; 5] {
        PerKgUnit::ALL
    }

    fn rate_units(&self) -> [RateUnit; 5] {
        RateUnit::ALL
    }

    /// An empty row for the browser to copy; its place is put in by the script.
    fn blank_row(&self) -> Row {
        Row {
            place: usize::MAX,
            typed: TypedItem::default(),
            candidates: Vec::new(),
            errors: Vec::new(),
            preview: Preview::default(),
            stock: String::new(),
            doses: Shown::default(),
            source: None,
        }
    }
}

/// The stay that the form is for: the patient's, once the form has none or the doctor was told that it had another one.
fn admission_shown(patient: &Patient, form: &PrescribeForm, rejection: &Rejection) -> String {
    if form.admission.is_empty() || rejection.whole.contains(&Problem::OtherAdmission) {
        patient.place.as_ref().map(|place| place.admission_id.to_string()).unwrap_or_default()
    } else {
        form.admission.clone()
    }
}
