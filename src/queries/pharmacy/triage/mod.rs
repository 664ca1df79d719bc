//! Triage: what waits for the pharmacist's check, the most urgent first, with what is needed to decide (PH-2, PH-3).

mod beside;

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::app::App;
use crate::clock;
use crate::domain::form_key::FormKey;
use crate::domain::stage::Stage;
use crate::domain::triage::{Class, Urgency};
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::queries::pharmacy::line::Line;
use crate::queries::pharmacy::supply::bags_to_stop;
use crate::queries::ward::wards::{Ward, all_wards};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, wards};

use beside::{Alert, Answered, Beside, Claim, Other};

/// Lines shown at once; the rest come up as these are done.
const MOST: usize = 100;

/// Which ward, as in the URL; all of them where there is none.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    ward: String,
}

/// Everything about the lines, read in one snapshot.
struct Queue {
    lines: Vec<(Class, Line)>,
    waiting: usize,
    homonyms: HashSet<i64>,
    beside: Beside,
}

#[derive(Template)]
#[template(path = "pharmacy/triage.html")]
struct TriagePage {
    chrome: Chrome,
    filter: Filter,
    wards: Vec<Ward>,
    key: String,
    queue: Queue,
    /// Bags to stop.
    stops: i64,
    as_of: AsOf,
    now: DateTime<Utc>,
}

/// # Errors
/// [`AppError::BadRequest`] for a ward that cannot be.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let filter = filter.into_inner();
    let (now, zone, asked) = (clock::now(), chrome.l.zone, filter.clone());
    let (wards, queue, stops, as_of) = app
        .read(move |connection| {
            let wards = all_wards(connection)?;
            let ward = asked.ward_id(&wards)?;
            let queue = queue(connection, ward, now, zone)?;
            Ok((wards, queue, bags_to_stop(connection)?, as_of(connection)?))
        })
        .await?;
    render(&TriagePage { chrome, filter, wards, key: FormKey::fresh().to_string(), queue, stops, as_of, now })
}

fn queue(connection: &mut PgConnection, ward: Option<i64>, now: DateTime<Utc>, zone: Tz) -> QueryResult<Queue> {
    let today = now.with_timezone(&zone).date_naive();
    let intensive: HashSet<i64> =
        wards::table.filter(wards::kind.eq("icu")).select(wards::id).load(connection)?.into_iter().collect();
    let mut submitted = dispatch_lines::table
        .filter(dispatch_lines::stage.eq(Stage::Submitted.code()))
        .filter(dispatch_lines::valid_until.gt(now))
        .into_boxed();
    if let Some(ward) = ward {
        submitted = submitted.filter(dispatch_lines::ward_id.eq(ward));
    }
    let submitted: Vec<Line> = submitted.select(Line::as_select()).load(connection)?;
    let waiting = submitted.len();
    let class = |line: Line| (urgency(&line, &intensive, zone).class(today), line);
    let mut lines: Vec<(Class, Line)> = submitted.into_iter().map(class).collect();
    lines.sort_by_key(|(class, line)| (*class, line.stage_since, line.prescription_id, line.item_number));
    lines.truncate(MOST);
    let names = lines.iter_mut().flat_map(|(_, line)| [&mut line.medication_name_pt, &mut line.medication_name_en]);
    write_tall(connection, names)?;
    let shown: Vec<&Line> = lines.iter().map(|(_, line)| line).collect();
    Ok(Queue {
        homonyms: with_homonyms(connection, shown.iter().map(|line| line.patient_id))?,
        beside: Beside::load(connection, &shown, now, today)?,
        waiting,
        lines,
    })
}

fn urgency(line: &Line, intensive: &HashSet<i64>, zone: Tz) -> Urgency {
    let signed_on = line.prescribed_at.with_timezone(&zone).date_naive();
    let first_day = line.contents.therapy.as_ref().is_some_and(|therapy| therapy.started_on == signed_on);
    Urgency {
        stat: line.stat,
        high_alert: line.high_alert,
        first_antimicrobial: first_day,
        intensive_care: intensive.contains(&line.ward_id),
        born: line.birth_date,
    }
}

impl Filter {
    fn ward_id(&self, wards: &[Ward]) -> AppResult<Option<i64>> {
        if self.ward.is_empty() {
            return Ok(None);
        }
        let ward = wards.iter().find(|ward| ward.is(&self.ward)).ok_or(AppError::BadRequest("no such ward"))?;
        Ok(Some(ward.id))
    }

    /// The same lines on the dispatch list.
    fn dispatch_path(&self) -> String {
        let pairs = [("ward", self.ward.as_str()), ("stage", Stage::Submitted.code())];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
        format!("/dispatch?{}", serde_html_form::to_string(pairs).unwrap_or_default())
    }
}

impl TriagePage {
    fn alerts(&self, line: &Line) -> impl Iterator<Item = &Alert> {
        let (id, number) = (line.prescription_id, line.item_number);
        let of_line = move |alert: &&Alert| alert.item_number.is_none_or(|of| of == number);
        self.queue.beside.alerts.iter().filter(move |alert| alert.prescription_id == id).filter(of_line)
    }

    /// What the pharmacy asked about it and was answered.
    fn answered(&self, line: &Line) -> impl Iterator<Item = &Answered> {
        let id = line.item_id;
        self.queue.beside.answered.iter().filter(move |query| query.item_id == id)
    }

    fn in_stock(&self, line: &Line) -> i64 {
        self.queue.beside.in_stock.get(&line.medication_id).copied().unwrap_or_default()
    }

    fn weight(&self, line: &Line) -> Option<&(Decimal, DateTime<Utc>)> {
        self.queue.beside.weights.get(&line.patient_id)
    }

    /// What else the patient is given.
    fn others(&self, line: &Line) -> impl Iterator<Item = &Other> {
        let (patient_id, item_id) = (line.patient_id, line.item_id);
        let others = self.queue.beside.others.iter();
        others.filter(move |other| other.patient_id == patient_id && other.item_id != item_id)
    }

    fn claim(&self, line: &Line) -> Option<&Claim> {
        self.queue.beside.claims.get(&line.item_id)
    }

    fn is_own(&self, claim: &Claim) -> bool {
        self.chrome.user.as_ref().is_some_and(|user| user.id == claim.user_id)
    }

    /// Lines of the same prescription that are shown, this one included.
    fn of_prescription(&self, line: &Line) -> impl Iterator<Item = &Line> {
        let id = line.prescription_id;
        self.queue.lines.iter().map(|(_, line)| line).filter(move |line| line.prescription_id == id)
    }

    /// Whether it is where the queue first comes to its prescription: what is done with all of it stands there.
    fn is_first(&self, line: &Line) -> bool {
        self.of_prescription(line).next().is_some_and(|first| first.item_id == line.item_id)
    }

    fn has_own_claim(&self, line: &Line) -> bool {
        self.of_prescription(line).filter_map(|line| self.claim(line)).any(|claim| self.is_own(claim))
    }

    fn together(&self, line: &Line) -> usize {
        self.of_prescription(line).count()
    }

    /// All of them as the verifying form takes them.
    fn all_seen(&self, line: &Line) -> String {
        self.of_prescription(line).map(Line::seen).collect::<Vec<_>>().join(" ")
    }

    /// A claim is a form of its own.
    fn fresh_key(&self) -> String {
        FormKey::fresh().to_string()
    }
}
