//! Back-entry: what was kept last, what of it waits to be done properly, and the field for the next row.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::domain::paper::entry::Act;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::keyed::TypedKey;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::paper_entries::{PaperEntry, paper_entry, waiting_paper_entries};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::prescriptions;

/// Entries shown at once, far more than one outage leaves.
const MOST: i64 = 200;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The entry that was kept just now.
    saved: Option<i64>,
}

#[derive(Template)]
#[template(path = "ward/back_entry.html")]
struct BackEntryPage {
    chrome: Chrome,
    saved: Option<PaperEntry>,
    waiting: Vec<PaperEntry>,
    /// What was signed for a patient since an order was given on paper, by entry.
    signed_since: HashMap<i64, Vec<i64>>,
    homonyms: HashSet<i64>,
    role: Option<Role>,
    as_of: AsOf,
}

/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, asked: Query<Asked>) -> AppResult<HttpResponse> {
    let saved = asked.into_inner().saved;
    let role = chrome.user.as_ref().map(|user| user.role);
    let (saved, waiting, signed_since, homonyms, as_of) = app
        .read(move |connection| {
            let saved = saved.map(|id| paper_entry(connection, id)).transpose()?.flatten();
            let waiting = waiting_paper_entries(connection, MOST)?;
            let signed_since = signed_since(connection, &waiting)?;
            let homonyms = with_homonyms(connection, waiting.iter().chain(&saved).map(|entry| entry.patient_id))?;
            Ok((saved, waiting, signed_since, homonyms, as_of(connection)?))
        })
        .await?;
    render(&BackEntryPage { chrome, saved, waiting, signed_since, homonyms, role, as_of })
}

/// An order on paper may have been signed by now; whether it was, somebody looks.
fn signed_since(connection: &mut PgConnection, waiting: &[PaperEntry]) -> QueryResult<HashMap<i64, Vec<i64>>> {
    let orders: Vec<&PaperEntry> = waiting.iter().filter(|entry| entry.is(Act::Ordered)).collect();
    let patients: Vec<i64> = orders.iter().map(|order| order.patient_id).collect();
    let Some(earliest) = orders.iter().map(|order| order.done_at).min() else { return Ok(HashMap::new()) };
    let signed: Vec<(i64, i64, chrono::DateTime<chrono::Utc>)> = prescriptions::table
        .filter(prescriptions::patient_id.eq_any(patients))
        .filter(prescriptions::prescribed_at.gt(earliest))
        .order(prescriptions::id)
        .select((prescriptions::id, prescriptions::patient_id, prescriptions::prescribed_at))
        .load(connection)?;
    let since = |order: &PaperEntry| {
        let of_patient = signed.iter().filter(|(_, patient, at)| *patient == order.patient_id && *at > order.done_at);
        (order.id, of_patient.map(|(id, ..)| *id).collect())
    };
    Ok(orders.into_iter().map(since).collect())
}

impl BackEntryPage {
    fn is_doctor(&self) -> bool {
        self.role == Some(Role::Doctor)
    }

    fn is_nurse(&self) -> bool {
        self.role == Some(Role::Nurse)
    }

    fn signed_since(&self, entry: &PaperEntry) -> &[i64] {
        self.signed_since.get(&entry.id).map_or(&[], Vec::as_slice)
    }

    fn fresh_key(&self) -> TypedKey {
        TypedKey::fresh()
    }
}
