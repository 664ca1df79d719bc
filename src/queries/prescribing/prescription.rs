//! Prescription: as a page, and as one document.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::form_key::FormKey;
use crate::domain::homonym::Homonym;
use crate::domain::item::contents::Contents;
use crate::domain::role::Role;
use crate::domain::schedule::format_time;
use crate::domain::stage::{Move, Stage};
use crate::error::AppResult;
use crate::language::{Language, Words};
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::homonyms_of;
use crate::queries::look_alike_names::write_tall;
use crate::queries::prescribing::controlled::{self, Paper};
use crate::queries::prescribing::drafts::{Draft, draft_of};
use crate::queries::prescribing::verbal_orders::{VerbalOrder, verbal_order};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{
    item_queries, lines, new_versions, prescription_alerts, prescriptions, suspensions, versions,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = prescriptions)]
struct Prescription {
    id: i64,
    prescribed_at: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    doctor_id: i64,
    doctor_name: String,
    specialty_name_pt: String,
    specialty_name_en: String,
    registration: String,
    patient_id: i64,
    patient_name: String,
    record_number: String,
    birth_date: NaiveDate,
    address: String,
    allergy_status: Option<String>,
    allergies: Vec<String>,
    ward_name_pt: String,
    ward_name_en: String,
    bed_code: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = lines)]
struct Line {
    item_id: i64,
    item_number: i16,
    medication_id: i64,
    medication_name_pt: String,
    medication_name_en: String,
    presentation_pt: String,
    presentation_en: String,
    high_alert: bool,
    dose_quantity: Decimal,
    dose_unit_code: String,
    route_name_pt: String,
    route_name_en: String,
    frequency_name_pt: String,
    frequency_name_en: String,
    times: Vec<NaiveTime>,
    cycle: String,
    first_dose_at: Option<DateTime<Utc>>,
    scheduled_from: DateTime<Utc>,
    duration_days: i16,
    note: String,
    contents: Contents,
    stage: String,
    closed_at: Option<DateTime<Utc>>,
}

/// Who stopped an item, when and why (VAL-4).
#[derive(Queryable, Selectable)]
#[diesel(table_name = suspensions)]
struct Suspension {
    item_id: i64,
    user_name: String,
    suspended_at: DateTime<Utc>,
    reason: String,
    return_due_at: Option<DateTime<Utc>>,
}

/// What the pharmacy asked about an item, and who answered what.
#[derive(Queryable, Selectable)]
#[diesel(table_name = item_queries)]
struct ItemQuery {
    item_id: i64,
    category: String,
    question: String,
    asked_by: String,
    asked_at: DateTime<Utc>,
    answer: Option<String>,
    answered_by: Option<String>,
    answered_at: Option<DateTime<Utc>>,
}

impl ItemQuery {
    /// Answer, who and when; None while it waits.
    fn answered(&self) -> Option<(&str, &str, &DateTime<Utc>)> {
        Some((self.answer.as_deref()?, self.answered_by.as_deref()?, self.answered_at.as_ref()?))
    }
}

/// What the safety checks said at signing, and why the doctor went on (CDS-6).
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_alerts)]
struct Alert {
    item_number: Option<i16>,
    rule: String,
    severity: String,
    what_pt: String,
    what_en: String,
    source: String,
    reason: Option<String>,
    repeated: bool,
}

/// What the item said that a line follows (VAL-2, VAL-4).
#[derive(Queryable, Selectable)]
#[diesel(table_name = versions)]
struct Earlier {
    item_id: i64,
    followed_as: String,
    earlier_prescription_id: i64,
    earlier_item_number: i16,
    earlier_name_pt: String,
    earlier_name_en: String,
    earlier_dose_quantity: Decimal,
    earlier_dose_unit_code: String,
    earlier_route_pt: String,
    earlier_route_en: String,
    earlier_frequency_pt: String,
    earlier_frequency_en: String,
    earlier_times: Vec<NaiveTime>,
    earlier_note: String,
}

/// Which prescription this one is a new version of, and why (VAL-4).
#[derive(Queryable, Selectable)]
#[diesel(table_name = new_versions)]
struct NewVersion {
    earlier_id: i64,
    reason: String,
}

/// What stands beside the lines of a prescription.
struct Beside {
    homonyms: Vec<Homonym>,
    suspensions: Vec<Suspension>,
    alerts: Vec<Alert>,
    controlled: Controlled,
    queries: Vec<ItemQuery>,
    verbal: Option<VerbalOrder>,
    /// Who drafted it, where its doctor signed for a resident (WHO-7).
    draft: Option<Draft>,
    earlier: Vec<Earlier>,
    new_version: Option<NewVersion>,
}

impl Line {
    fn duration(&self) -> i64 {
        i64::from(self.duration_days)
    }

    fn schedule(&self) -> Schedule {
        Schedule {
            times: self.times.clone(),
            cycle: Cycle::from_code(&self.cycle).unwrap_or(Cycle::Daily),
            first_dose_at: self.first_dose_at,
            scheduled_from: self.scheduled_from,
        }
    }
}

#[derive(Template)]
#[template(path = "prescribing/prescription.html")]
struct PrescriptionPage {
    chrome: Chrome,
    prescription: Prescription,
    lines: Vec<Line>,
    beside: Beside,
    as_of: AsOf,
}

/// The prescription's controlled substances, with what each list asks for outside the hospital.
struct Controlled {
    items: HashMap<i64, controlled::Item>,
    papers: Vec<Paper>,
}

impl Controlled {
    fn load(connection: &mut PgConnection, id: i64) -> QueryResult<Self> {
        Ok(Controlled { items: controlled::of_prescription(connection, id)?, papers: controlled::papers(connection)? })
    }

    /// Of a controlled item: the list, the quantity in figures and words (CTL-4), and which document discharge would
    /// need where this prescription is enough now (CTL-1). Nothing of others.
    fn details(&self, prescription: &Prescription, line: &Line, words: &Words) -> Vec<String> {
        let Some(item) = self.items.get(&line.item_id) else { return Vec::new() };
        let mut details = vec![words.with("controlled-list", "list", &item.controlled_list)];
        details.push(quantity(prescription, line, item, words));
        if item.hospital_only {
            details.push(words.t("controlled-hospital-only").to_string());
        } else if let Some(paper) = item.paper(&self.papers) {
            let document = format!("{} ({})", words.name(&paper.rule.document), words.name(&paper.colour));
            details.push(words.with("controlled-at-discharge", "document", &document));
        }
        details
    }
}

/// How many doses the validity has at most, and what they come to; a continuous infusion's one volume.
fn quantity(prescription: &Prescription, line: &Line, item: &controlled::Item, words: &Words) -> String {
    if item.continuous {
        return words.with(
            "controlled-volume",
            "total",
            &words.amount_in_words(&line.dose_quantity, &line.dose_unit_code),
        );
    }
    let from = prescription.prescribed_at - TimeDelta::minutes(1);
    let scheduled = || line.schedule().doses(from, prescription.valid_until, words.zone).len();
    let doses = item.most_per_day.map_or_else(scheduled, |most| usize::from(most.unsigned_abs()));
    words.controlled_quantity(doses, &line.dose_quantity, &line.dose_unit_code)
}

impl PrescriptionPage {
    fn suspension(&self, line: &Line) -> Option<&Suspension> {
        self.beside.suspensions.iter().find(|suspension| suspension.item_id == line.item_id)
    }

    /// What an item follows, as far as it says something else.
    fn earlier(&self, line: &Line) -> Option<&Earlier> {
        self.beside.earlier.iter().find(|earlier| earlier.item_id == line.item_id)
    }

    /// A doctor may keep what he or she signed as a favourite.
    fn is_own(&self) -> bool {
        let doctor_id = self.chrome.user.as_ref().and_then(|user| user.doctor_id);
        doctor_id == Some(self.prescription.doctor_id)
    }

    /// Each button is a form of its own.
    fn fresh_key(&self) -> String {
        FormKey::fresh().to_string()
    }

    /// Question by question.
    fn queries<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = &'a ItemQuery> {
        self.beside.queries.iter().filter(|query| query.item_id == line.item_id)
    }

    /// What this reader may do about a line: the last word of the form's URL.
    fn may_discuss(&self, line: &Line) -> Option<&'static str> {
        let stage = Stage::from_code(&line.stage)?;
        match self.chrome.user.as_ref()?.role {
            Role::Pharmacist => stage.after(Move::Query).map(|_| "query"),
            Role::Doctor => stage.after(Move::Answer).map(|_| "answer"),
            Role::Nurse | Role::Administrator => None,
        }
    }

    /// Only who gave an order by voice countersigns it (VAL-5).
    fn may_countersign(&self, order: &VerbalOrder) -> bool {
        let doctor_id = self.chrome.user.as_ref().and_then(|user| user.doctor_id);
        order.countersigned_at.is_none() && doctor_id == Some(order.doctor_id)
    }

    fn controlled(&self, line: &Line) -> Vec<String> {
        self.beside.controlled.details(&self.prescription, line, &self.chrome.l)
    }

    /// A doctor may stop what is still open, and what the ward has received and still gives.
    fn may_suspend(&self) -> bool {
        let is_valid = self.prescription.valid_until > Utc::now();
        let is_doctor = self.chrome.user.as_ref().is_some_and(|user| user.doctor_id.is_some());
        is_doctor
            && self
                .lines
                .iter()
                .any(|line| line.closed_at.is_none() || line.stage == Stage::Received.code() && is_valid)
    }
}

/// One prescription with its items and their stages.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a prescription.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let (prescription, lines, beside, as_of) = app
        .read(move |connection| {
            let (prescription, mut lines) = read(connection, *id)?;
            write_tall(
                connection,
                lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
            )?;
            let beside = beside(connection, *id, prescription.patient_id)?;
            Ok((prescription, lines, beside, as_of(connection)?))
        })
        .await?;
    render(&PrescriptionPage { chrome, prescription, lines, beside, as_of })
}

fn beside(connection: &mut PgConnection, id: i64, patient_id: i64) -> QueryResult<Beside> {
    Ok(Beside {
        homonyms: homonyms_of(connection, patient_id)?,
        suspensions: suspensions(connection, id)?,
        alerts: alerts(connection, id)?,
        controlled: Controlled::load(connection, id)?,
        queries: queries(connection, id)?,
        verbal: verbal_order(connection, id)?,
        draft: draft_of(connection, id)?,
        earlier: versions::table
            .filter(versions::prescription_id.eq(id))
            .select(Earlier::as_select())
            .load(connection)?,
        new_version: new_versions::table.find(id).select(NewVersion::as_select()).first(connection).optional()?,
    })
}

/// The same as one JSON document, names in Portuguese, times on the hospital's clock; what only some items have
/// (as needed, infusion, dose per kg, therapy, controlled) is there where they have it, moments in UTC and numbers as text.
///
/// # Errors
/// As [`page`].
pub async fn document(app: web::Data<Arc<App>>, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let (prescription, lines, controlled) = app
        .read(move |connection| {
            let (prescription, lines) = read(connection, *id)?;
            Ok((prescription, lines, Controlled::load(connection, *id)?))
        })
        .await?;
    Ok(HttpResponse::Ok().json(as_document(&prescription, &lines, &controlled, &app.words(Language::Portuguese))))
}

fn suspensions(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<Suspension>> {
    suspensions::table.filter(suspensions::prescription_id.eq(id)).select(Suspension::as_select()).load(connection)
}

/// In the order in which they were asked.
fn queries(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<ItemQuery>> {
    item_queries::table
        .filter(item_queries::prescription_id.eq(id))
        .order(item_queries::id)
        .select(ItemQuery::as_select())
        .load(connection)
}

/// In the order in which they were said: the most dangerous first.
fn alerts(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<Alert>> {
    prescription_alerts::table
        .filter(prescription_alerts::prescription_id.eq(id))
        .order(prescription_alerts::id)
        .select(Alert::as_select())
        .load(connection)
}

fn read(connection: &mut PgConnection, id: i64) -> AppResult<(Prescription, Vec<Line>)> {
    let prescription = prescriptions::table.find(id).select(Prescription::as_select()).first(connection)?;
    let lines = lines::table
        .filter(lines::prescription_id.eq(id))
        .order(lines::item_number)
        .select(Line::as_select())
        .load(connection)?;
    Ok((prescription, lines))
}

fn as_document(prescription: &Prescription, lines: &[Line], controlled: &Controlled, words: &Words) -> Value {
    let medications = lines.iter().map(|line| {
        let mut medication = medication(line, words);
        if let (Some(item), Value::Object(all)) = (controlled.items.get(&line.item_id), &mut medication) {
            all.insert("controlled".to_owned(), controlled_part(prescription, line, item, controlled, words));
        }
        medication
    });
    json!({
        "id": prescription.id,
        "date": prescription.prescribed_at.with_timezone(&words.zone).format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        "doctor": {
            "id": prescription.doctor_id,
            "name": prescription.doctor_name,
            "specialty": prescription.specialty_name_pt,
            "registration": prescription.registration,
        },
        "patient": {
            "id": prescription.patient_id,
            "name": prescription.patient_name,
            "birth_date": prescription.birth_date,
            "address": prescription.address,
        },
        "medications": medications.collect::<Vec<_>>(),
    })
}

/// List, quantity in figures and words, and the document that discharge would need; null for none.
fn controlled_part(
    prescription: &Prescription,
    line: &Line,
    item: &controlled::Item,
    controlled: &Controlled,
    words: &Words,
) -> Value {
    let paper = item.paper(&controlled.papers).filter(|_| !item.hospital_only);
    json!({
        "list": item.controlled_list,
        "quantity": quantity(prescription, line, item, words),
        "discharge_document": paper.map(|paper| &paper.rule.document.pt),
    })
}

fn medication(line: &Line, words: &Words) -> Value {
    let mut medication = json!({
        "id": line.medication_id,
        "name": line.medication_name_pt,
        "description": line.presentation_pt,
        "times": line.times.iter().map(|time| format_time(*time)).collect::<Vec<_>>(),
        "dose": words.dose(&line.dose_quantity, &line.dose_unit_code),
    });
    if let (Value::Object(all), Ok(Value::Object(contents))) = (&mut medication, serde_json::to_value(&line.contents)) {
        all.extend(contents);
    }
    medication
}
