//! Drafts: what residents wrote and a supervisor of the same specialty has to sign; and for a resident, what became of
//! his or her own (WHO-7).

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::auth::user::Doctor;
use crate::clock;
use crate::domain::waiting::Waiting;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::{drafts, prescribers};

/// How long an author still sees what became of a draft.
const STILL_SHOWN: TimeDelta = TimeDelta::days(7);

/// A draft as lists and its prescription show it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = drafts)]
pub struct Draft {
    id: i64,
    pub drafted_at: DateTime<Utc>,
    pub author_name: String,
    pub registration: String,
    status: String,
    decided_at: Option<DateTime<Utc>>,
    decider_name: Option<String>,
    prescription_id: Option<i64>,
    discard_reason: Option<String>,
    medications_pt: Vec<String>,
    medications_en: Vec<String>,
    patient_id: i64,
    patient_name: String,
    record_number: String,
    birth_date: NaiveDate,
    bed_code: String,
    stops_pt: Vec<String>,
    stops_en: Vec<String>,
}

#[derive(Template)]
#[template(path = "prescribing/drafts.html")]
struct DraftsPage {
    chrome: Chrome,
    drafts: Vec<Draft>,
    homonyms: HashSet<i64>,
    /// The reader's own drafts, to look at only.
    is_author: bool,
    now: DateTime<Utc>,
}

/// What waits for this supervisor; of a resident, his or her own.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, doctor: Doctor, chrome: Chrome) -> AppResult<HttpResponse> {
    let now = clock::now();
    let (drafts, homonyms, is_author) = app
        .read(move |connection| {
            let (mut drafts, is_author) = drafts_for(connection, doctor.doctor_id, now)?;
            write_tall(connection, drafts.iter_mut().flat_map(Draft::names))?;
            let homonyms = with_homonyms(connection, drafts.iter().map(|draft| draft.patient_id))?;
            Ok((drafts, homonyms, is_author))
        })
        .await?;
    render(&DraftsPage { chrome, drafts, homonyms, is_author, now })
}

fn drafts_for(connection: &mut PgConnection, doctor_id: i64, now: DateTime<Utc>) -> QueryResult<(Vec<Draft>, bool)> {
    let (specialty_id, is_author) = role(connection, doctor_id)?;
    let drafts = drafts::table.order((drafts::drafted_at, drafts::id)).select(Draft::as_select());
    let drafts = if is_author {
        drafts
            .filter(drafts::drafted_by.eq(doctor_id))
            .filter(drafts::status.eq("waiting").or(drafts::decided_at.gt(now - STILL_SHOWN).assume_not_null()))
            .load(connection)?
    } else {
        drafts.filter(drafts::specialty_id.eq(specialty_id)).filter(drafts::status.eq("waiting")).load(connection)?
    };
    Ok((drafts, is_author))
}

/// The doctor's specialty, and whether he or she writes drafts.
fn role(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<(i64, bool)> {
    prescribers::table
        .find(doctor_id)
        .select((prescribers::specialty_id, prescribers::needs_supervisor))
        .first(connection)
}

/// How many drafts wait: of a resident, his or her own.
///
/// # Errors
/// A database error.
pub fn waiting_drafts(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<i64> {
    let (specialty_id, is_author) = role(connection, doctor_id)?;
    let waiting = drafts::table.filter(drafts::status.eq("waiting"));
    if is_author {
        waiting.filter(drafts::drafted_by.eq(doctor_id)).count().get_result(connection)
    } else {
        waiting.filter(drafts::specialty_id.eq(specialty_id)).count().get_result(connection)
    }
}

/// The draft that a prescription was; None where nobody drafted it.
///
/// # Errors
/// A database error.
pub fn draft_of(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Option<Draft>> {
    drafts::table
        .filter(drafts::prescription_id.eq(prescription_id))
        .order(drafts::id)
        .select(Draft::as_select())
        .first(connection)
        .optional()
}

impl Draft {
    /// All medications that it names.
    fn names(&mut self) -> impl Iterator<Item = &mut String> {
        let ordered = self.medications_pt.iter_mut().chain(&mut self.medications_en);
        ordered.chain(&mut self.stops_pt).chain(&mut self.stops_en)
    }

    fn is_waiting(&self) -> bool {
        self.status == "waiting"
    }

    fn waiting(&self, now: &DateTime<Utc>) -> Waiting {
        Waiting::between(self.drafted_at, *now)
    }
}
