//! The prescribing form's page: who the patient is, the rows as typed, and what is in the way.

pub mod verbal_order;

use std::collections::{HashMap, HashSet};

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::commands::homonyms::homonyms_of;
use crate::commands::measurements::{latest_height, latest_weight};
use crate::commands::prescribing::order_sets::{OrderSet, order_sets_of};
use crate::domain::clock::Clock;
use crate::domain::dose::UnitKind;
use crate::domain::follow::{Follow, FollowedAs};
use crate::domain::homonym::Homonym;
use crate::domain::item::lists::{CodeLists, Unit};
use crate::domain::item::per_kg::PerKgUnit;
use crate::domain::item::rate::RateUnit;
use crate::domain::item::typed::{Field, TypedItem};
use crate::domain::named::Named;
use crate::domain::problem::Problem;
use crate::domain::safety::alert::Finding;
use crate::domain::stage::Stage;
use crate::domain::validity::Ends;
use crate::domain::waiting::Waiting;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::schema::{admissions, allergies, beds, patients, wards};

use super::body::body;
use super::doses::{Shown, show_doses};
use super::drafts::Supervision;
use super::facts;
use super::form::PrescribeForm;
use super::lineage::{Became, Moved};
use super::preview::{Preview, Surroundings};
use super::rejection::Rejection;
use super::stored::stored_items;
use super::weigh::Weighed;

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

/// A row of the form.
struct Row {
    place: usize,
    typed: TypedItem,
    candidates: Vec<String>,
    errors: Vec<(Field, String)>,
    preview: Preview,
    /// Which doses result (TIME-2).
    doses: Shown,
    /// The signed item that it follows.
    source: Option<Source>,
}

/// The signed item of a row.
struct Source {
    follow: Follow,
    prescription_id: i64,
    number: i16,
    medication: Named,
    starts_at: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    is_reviewed: bool,
    /// The pharmacy waits for an answer about it.
    is_queried: bool,
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
        let now = Utc::now();
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
        for (place, typed) in form.items().into_iter().enumerate() {
            let source = sources.remove(&typed.follows);
            let begins = source.as_ref().map_or(clock, |source| source.clock(clock));
            rows.push(Row {
                place,
                candidates: rejection.candidates.remove(&place).unwrap_or_default(),
                errors: field_errors(&chrome, &rejection, place),
                preview: Preview::of(connection, &typed, &around)?,
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
        Waiting::between(*drafted_at, Utc::now()).text()
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
            doses: Shown::default(),
            source: None,
        }
    }
}

impl Source {
    fn begins_at(&self) -> DateTime<Utc> {
        if self.is_change() { self.starts_at } else { self.valid_until }
    }

    /// When the row's item begins: at once, or where what it renews ends.
    fn clock(&self, now: Clock) -> Clock {
        Clock::at(self.begins_at().max(now.now), now.zone)
    }

    /// For the form's script: a moment in seconds, or nothing for at once.
    fn begins(&self) -> String {
        let begins_at = self.begins_at();
        if begins_at <= Utc::now() { String::new() } else { begins_at.timestamp().to_string() }
    }

    /// What becomes of the item without its row.
    fn dropped(&self, l: &Words) -> String {
        let medication = l.name(&self.medication);
        if self.is_change() {
            return l.with("dropped-change", "medication", medication);
        }
        let values = [("medication", medication.to_owned()), ("at", l.date_time(&self.valid_until))];
        l.with_all("dropped-renewal", values)
    }

    fn is_change(&self) -> bool {
        self.follow.followed_as == FollowedAs::Change
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

/// The items that the rows follow, by what the rows say of them.
fn sources(
    connection: &mut PgConnection,
    form: &PrescribeForm,
    chrome: &Chrome,
) -> QueryResult<HashMap<String, Source>> {
    let of_rows = form.items().into_iter().map(|item| item.follows);
    let follows: HashSet<Follow> =
        of_rows.chain(form.opened.iter().cloned()).filter_map(|text| Follow::parse(&text)).collect();
    let ids: Vec<i64> = follows.iter().map(|follow| follow.item_id).collect();
    let stored = if ids.is_empty() { HashMap::new() } else { stored_items(connection, &ids, &chrome.l)? };
    let source = |follow: Follow| {
        let stored = stored.get(&follow.item_id)?;
        let text = follow.to_string();
        let is_reviewed = form.is_reviewed(&text);
        let (prescription_id, number, medication) = (stored.prescription_id, stored.number, stored.medication.clone());
        let source = Source {
            follow,
            prescription_id,
            number,
            medication,
            starts_at: stored.starts_at,
            valid_until: stored.valid_until,
            is_reviewed,
            is_queried: stored.stage == Stage::Queried,
        };
        Some((text, source))
    };
    Ok(follows.into_iter().filter_map(source).collect())
}

impl Row {
    /// `0` in ids and button values; `__i__` in the row that the browser copies.
    fn index(&self) -> String {
        if self.place == usize::MAX { "__i__".to_owned() } else { self.place.to_string() }
    }

    fn number(&self) -> String {
        if self.place == usize::MAX { "__n__".to_owned() } else { (self.place + 1).to_string() }
    }

    /// What is renewed goes on at its times: no first dose at once is offered, unless one is to be taken back.
    fn goes_on(&self) -> bool {
        self.typed.first.is_empty() && self.source.as_ref().is_some_and(|source| !source.is_change())
    }

    /// Monday to Sunday, as the field sends them.
    fn weekdays(&self) -> impl Iterator<Item = String> {
        (1..=7).map(|number: u8| number.to_string())
    }

    /// Whether one of the fields that only some items have is filled in or refused.
    fn has_more(&self) -> bool {
        const MORE: [Field; 14] = [
            Field::Indication,
            Field::Interval,
            Field::Most,
            Field::Preparation,
            Field::Volume,
            Field::Minutes,
            Field::Rate,
            Field::RateUnit,
            Field::Protocol,
            Field::ProtocolCycle,
            Field::ProtocolDay,
            Field::Term,
            Field::PregnancyTest,
            Field::Contraception,
        ];
        let typed = &self.typed;
        let filled = [
            &typed.indication,
            &typed.interval,
            &typed.most,
            &typed.preparation,
            &typed.volume,
            &typed.minutes,
            &typed.rate,
            &typed.protocol,
            &typed.protocol_cycle,
            &typed.protocol_day,
            &typed.term,
            &typed.pregnancy_test,
            &typed.contraception,
        ];
        filled.iter().any(|text| !text.is_empty()) || self.errors.iter().any(|(field, _)| MORE.contains(field))
    }

    fn id(&self, field: &str) -> String {
        format!("item-{}-{field}", self.index())
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let texts = self.errors.iter().filter(|(field, _)| field.code() == code);
        texts.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

fn field_id(place: usize, field: &str) -> String {
    format!("item-{place}-{field}")
}

fn field_errors(chrome: &Chrome, rejection: &Rejection, place: usize) -> Vec<(Field, String)> {
    let of_row = rejection.fields.iter().filter(|(row, ..)| *row == place);
    let of_fields = of_row.map(|(_, field, problem)| (*field, chrome.l.problem(problem)));
    let of_alerts =
        rejection.alerts.iter().filter(|weighed| !weighed.lets_pass() && weighed.alert.rows.contains(&place));
    of_fields.chain(of_alerts.filter_map(|weighed| beside_times(chrome, weighed))).collect()
}

/// An unanswered warning about the times stands beside them, too (TIME-3).
fn beside_times(chrome: &Chrome, weighed: &Weighed) -> Option<(Field, String)> {
    let about_times = matches!(weighed.alert.finding, Finding::DosesTooClose { .. });
    about_times.then(|| (Field::Times, chrome.l.alert(&weighed.alert.finding, "what")))
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
