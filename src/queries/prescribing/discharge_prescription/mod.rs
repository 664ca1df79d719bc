//! Discharge prescription: what a patient took home, and each sheet of it as it is printed.

mod sheets;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::language::take_home::PaperWords;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::hospital::Hospital;
use crate::read_model::tables::{discharge_alerts, discharge_documents, discharge_items, discharge_prescriptions};

use sheets::{Document, Item, Sheet, SheetKind, sheets};

#[derive(Queryable, Selectable)]
#[diesel(table_name = discharge_prescriptions)]
struct Prescription {
    id: i64,
    patient_id: i64,
    prescribed_at: DateTime<Utc>,
    cancelled_at: Option<DateTime<Utc>>,
    canceller_name: Option<String>,
    cancel_reason: Option<String>,
    patient_name: String,
    record_number: String,
    birth_date: NaiveDate,
    sex: String,
    address: String,
    cpf: Option<String>,
    cns: Option<String>,
    doctor_name: String,
    registration: String,
    specialty_pt: String,
}

/// What the safety checks said, with the doctor's reason.
#[derive(Queryable, Selectable)]
#[diesel(table_name = discharge_alerts)]
struct Alert {
    rule: String,
    severity: String,
    what_pt: String,
    what_en: String,
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "prescribing/discharge_prescription.html")]
struct DischargePrescriptionPage {
    chrome: Chrome,
    hospital: Hospital,
    prescription: Prescription,
    documents: Vec<Document>,
    alerts: Vec<Alert>,
    paper: PaperWords,
}

/// One discharge prescription with its sheets.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a prescription.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = *id;
    let (prescription, documents, alerts) = app
        .read(move |connection| {
            Ok((prescription(connection, id)?, documents(connection, id)?, alerts(connection, id)?))
        })
        .await?;
    let (hospital, paper) = (app.hospital.clone(), PaperWords::new(chrome.l.zone));
    render(&DischargePrescriptionPage { chrome, hospital, prescription, documents, alerts, paper })
}

fn prescription(connection: &mut PgConnection, id: i64) -> QueryResult<Prescription> {
    discharge_prescriptions::table.find(id).select(Prescription::as_select()).first(connection)
}

fn documents(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Vec<Document>> {
    let mut documents: Vec<Document> = discharge_documents::table
        .filter(discharge_documents::discharge_prescription_id.eq(prescription_id))
        .order(discharge_documents::number)
        .select(sheets::DocumentRow::as_select())
        .load(connection)?
        .into_iter()
        .filter_map(sheets::DocumentRow::document)
        .collect();
    let ids: Vec<i64> = documents.iter().map(|document| document.row.id).collect();
    let items: Vec<Item> = discharge_items::table
        .filter(discharge_items::document_id.eq_any(ids))
        .order((discharge_items::document_id, discharge_items::number))
        .select(Item::as_select())
        .load(connection)?;
    for item in items {
        if let Some(document) = documents.iter_mut().find(|document| document.row.id == item.document_id) {
            document.items.push(item);
        }
    }
    Ok(documents)
}

fn alerts(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Vec<Alert>> {
    discharge_alerts::table
        .filter(discharge_alerts::discharge_prescription_id.eq(prescription_id))
        .order(discharge_alerts::id)
        .select(Alert::as_select())
        .load(connection)
}

impl DischargePrescriptionPage {
    fn sheets(&self) -> Vec<Sheet<'_>> {
        sheets(&self.documents)
    }

    fn has_notifications(&self) -> bool {
        self.sheets().iter().any(|sheet| sheet.kind == SheetKind::Transcription)
    }

    /// By whom it was cancelled, when and why, in words.
    fn cancelled(&self) -> Option<String> {
        let Prescription { cancelled_at, canceller_name, cancel_reason, .. } = &self.prescription;
        let at = self.chrome.l.date_time(cancelled_at.as_ref()?);
        let values = [("name", canceller_name.clone()?), ("at", at), ("reason", cancel_reason.clone()?)];
        Some(self.chrome.l.with_all("discharge-cancelled-by", values))
    }

    fn may_cancel(&self) -> bool {
        let role = self.chrome.user.as_ref().map(|user| user.role);
        self.prescription.cancelled_at.is_none() && role == Some(Role::Doctor)
    }

    /// The patient's document: a national one where it is known (ID-9).
    fn identity(&self) -> String {
        match (&self.prescription.cpf, &self.prescription.cns) {
            (Some(cpf), _) => format!("CPF {cpf}"),
            (None, Some(cns)) => format!("CNS {cns}"),
            (None, None) => String::new(),
        }
    }
}
