//! The prescription as one JSON document.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::schedule::format_time;
use crate::error::AppResult;
use crate::language::{Language, Words};

use super::quantities::Controlled;
use super::records::{Line, Prescription, read};

/// The same as one JSON document, names in Portuguese, times on the hospital's clock; what only some items have
/// (as needed, infusion, dose per kg, therapy, controlled) is there where they have it, moments in UTC and numbers as text.
///
/// # Errors
/// As [`super::page`].
pub async fn document(app: web::Data<Arc<App>>, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = id.into_inner();
    let (prescription, lines, controlled) = app
        .read(move |connection| {
            let (prescription, lines) = read(connection, id)?;
            Ok((prescription, lines, Controlled::load(connection, id)?))
        })
        .await?;
    Ok(HttpResponse::Ok().json(as_document(&prescription, &lines, &controlled, &app.words(Language::Portuguese))))
}
fn as_document(prescription: &Prescription, lines: &[Line], controlled: &Controlled, words: &Words) -> Value {
    let medications = lines.iter().map(|line| {
        let mut medication = medication(line, words);
        if let (Some(part), Value::Object(all)) = (controlled.document(prescription, line, words), &mut medication) {
            all.insert("controlled".to_owned(), part);
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
