//! Triage: what waits for the pharmacist's check, the most urgent first, with what is needed to decide (PH-2, PH-3).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::app::App;
use crate::domain::form_key::FormKey;
use crate::domain::stage::Stage;
use crate::domain::triage::{Class, Urgency};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::queries::pharmacy::line::Line;
use crate::queries::pharmacy::supply::bags_to_stop;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, prescription_alerts, stock, wards};

/// Lines shown at once; the rest come up as these are done.
const MOST: usize = 100;

/// What the safety checks said at signing, and why the prescriber went on.
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_alerts)]
struct Alert {
    prescription_id: i64,
    item_number: Option<i16>,
    severity: String,
    what_pt: String,
    what_en: String,
    reason: Option<String>,
}

/// Everything about the lines, read in one snapshot.
struct Queue {
    lines: Vec<(Class, Line)>,
    waiting: usize,
    homonyms: HashSet<i64>,
    alerts: Vec<Alert>,
    /// By medication: units that can be picked.
    in_stock: HashMap<i64, i64>,
}

#[derive(Template)]
#[template(path = "pharmacy/triage.html")]
struct TriagePage {
    chrome: Chrome,
    key: String,
    queue: Queue,
    /// Bags to stop.
    stops: i64,
    as_of: AsOf,
    now: DateTime<Utc>,
}

/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let (now, zone) = (Utc::now(), chrome.l.zone);
    let (queue, stops, as_of) = app
        .read(move |connection| Ok((queue(connection, now, zone)?, bags_to_stop(connection)?, as_of(connection)?)))
        .await?;
    render(&TriagePage { chrome, key: FormKey::fresh().to_string(), queue, stops, as_of, now })
}

fn queue(connection: &mut PgConnection, now: DateTime<Utc>, zone: Tz) -> QueryResult<Queue> {
    let today = now.with_timezone(&zone).date_naive();
    let intensive: HashSet<i64> =
        wards::table.filter(wards::kind.eq("icu")).select(wards::id).load(connection)?.into_iter().collect();
    let submitted: Vec<Line> = dispatch_lines::table
        .filter(dispatch_lines::stage.eq(Stage::Submitted.code()))
        .filter(dispatch_lines::valid_until.gt(now))
        .select(Line::as_select())
        .load(connection)?;
    let waiting = submitted.len();
    let class = |line: Line| (urgency(&line, &intensive, zone).class(today), line);
    let mut lines: Vec<(Class, Line)> = submitted.into_iter().map(class).collect();
    lines.sort_by_key(|(class, line)| (*class, line.stage_since, line.prescription_id, line.item_number));
    lines.truncate(MOST);
    let names = lines.iter_mut().flat_map(|(_, line)| [&mut line.medication_name_pt, &mut line.medication_name_en]);
    write_tall(connection, names)?;
    Ok(Queue {
        homonyms: with_homonyms(connection, lines.iter().map(|(_, line)| line.patient_id))?,
        alerts: alerts(connection, &lines)?,
        in_stock: in_stock(connection, &lines, today)?,
        waiting,
        lines,
    })
}

fn alerts(connection: &mut PgConnection, lines: &[(Class, Line)]) -> QueryResult<Vec<Alert>> {
    let ids: HashSet<i64> = lines.iter().map(|(_, line)| line.prescription_id).collect();
    prescription_alerts::table
        .filter(prescription_alerts::prescription_id.eq_any(ids))
        .filter(prescription_alerts::severity.ne("notice"))
        .order(prescription_alerts::id)
        .select(Alert::as_select())
        .load(connection)
}

fn in_stock(
    connection: &mut PgConnection,
    lines: &[(Class, Line)],
    today: NaiveDate,
) -> QueryResult<HashMap<i64, i64>> {
    let ids: HashSet<i64> = lines.iter().map(|(_, line)| line.medication_id).collect();
    let rows: Vec<(i64, i32)> = stock::table
        .filter(stock::medication_id.eq_any(ids))
        .filter(stock::place_kind.eq("shelf"))
        .filter(stock::state.eq("usable"))
        .filter(stock::expires_on.ge(today))
        .select((stock::medication_id, stock::units))
        .load(connection)?;
    let mut units = HashMap::new();
    for (medication_id, more) in rows {
        *units.entry(medication_id).or_default() += i64::from(more);
    }
    Ok(units)
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

impl TriagePage {
    fn alerts(&self, line: &Line) -> impl Iterator<Item = &Alert> {
        let (id, number) = (line.prescription_id, line.item_number);
        let of_line = move |alert: &&Alert| alert.item_number.is_none_or(|of| of == number);
        self.queue.alerts.iter().filter(move |alert| alert.prescription_id == id).filter(of_line)
    }

    fn in_stock(&self, line: &Line) -> i64 {
        self.queue.in_stock.get(&line.medication_id).copied().unwrap_or_default()
    }
}
