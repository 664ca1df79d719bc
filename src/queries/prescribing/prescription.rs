//! Prescription: as a page, and as one document.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::app::App;
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
use crate::queries::prescribing::verbal_orders::{VerbalOrder, verbal_order};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{item_queries, lines, prescription_alerts, prescriptions, suspensions};

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

impl Line {
    fn duration(&self) -> i64 {
        i64::from(self.duration_days)
    }
}

#[derive(Template)]
#[template(path = "prescribing/prescription.html")]
struct PrescriptionPage {
    chrome: Chrome,
    prescription: Prescription,
    homonyms: Vec<Homonym>,
    lines: Vec<Line>,
    suspensions: Vec<Suspension>,
    queries: Vec<ItemQuery>,
    verbal: Option<VerbalOrder>,
    alerts: Vec<Alert>,
    as_of: AsOf,
}

impl PrescriptionPage {
    fn suspension(&self, line: &Line) -> Option<&Suspension> {
        self.suspensions.iter().find(|suspension| suspension.item_id == line.item_id)
    }

    /// Question by question.
    fn queries<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = &'a ItemQuery> {
        self.queries.iter().filter(|query| query.item_id == line.item_id)
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

    /// A doctor may stop what is still open.
    fn may_suspend(&self) -> bool {
        let is_doctor = self.chrome.user.as_ref().is_some_and(|user| user.doctor_id.is_some());
        is_doctor && self.lines.iter().any(|line| line.closed_at.is_none())
    }
}

/// One prescription with its items and their stages.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a prescription.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let (prescription, homonyms, lines, suspensions, queries, verbal, alerts, as_of) = app
        .read(move |connection| {
            let (prescription, mut lines) = read(connection, *id)?;
            write_tall(
                connection,
                lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
            )?;
            let homonyms = homonyms_of(connection, prescription.patient_id)?;
            let (suspensions, alerts) = (suspensions(connection, *id)?, alerts(connection, *id)?);
            let queries = queries(connection, *id)?;
            let verbal = verbal_order(connection, *id)?;
            Ok((prescription, homonyms, lines, suspensions, queries, verbal, alerts, as_of(connection)?))
        })
        .await?;
    render(&PrescriptionPage { chrome, prescription, homonyms, lines, suspensions, queries, verbal, alerts, as_of })
}

/// The same as one JSON document, names in Portuguese, times on the hospital's clock; what only some items have
/// (as needed, infusion, dose per kg, therapy) is there where they have it, moments in UTC and numbers as text.
///
/// # Errors
/// As [`page`].
pub async fn document(app: web::Data<Arc<App>>, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let (prescription, lines) = app.read(move |connection| read(connection, *id)).await?;
    Ok(HttpResponse::Ok().json(as_document(&prescription, &lines, &app.words(Language::Portuguese))))
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

fn as_document(prescription: &Prescription, lines: &[Line], words: &Words) -> Value {
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
        "medications": lines.iter().map(|line| medication(line, words)).collect::<Vec<_>>(),
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
