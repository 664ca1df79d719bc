//! Start: what waits for whoever logged in.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{count, count_star, min};
use diesel::prelude::*;

use crate::app::App;
use crate::auth::user::User;
use crate::clock;
use crate::domain::item::contents::Contents;
use crate::domain::role::Role;
use crate::domain::stage::Stage;
use crate::domain::waiting::Waiting;
use crate::downtime::State;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::administration::warnings::{Warning, warnings};
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::queries::paper_entries::count_waiting;
use crate::queries::pharmacy::overrides::unreviewed;
use crate::queries::pharmacy::{non_formulary, stewardship};
use crate::queries::prescribing::drafts::waiting_drafts;
use crate::queries::prescribing::verbal_orders::{VerbalOrder, waiting_orders};
use crate::queries::shortages::{Shortage, short_of_doctor};
use crate::queries::ward::wards::{Ward, all_wards, open_lines_by_ward};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, formulary, item_queries, refusals, users};

/// How long a refusal stands on the prescriber's start page; on the prescription it stays.
const REFUSALS_SHOWN: TimeDelta = TimeDelta::hours(24);

#[derive(Template)]
#[template(path = "start/start.html")]
struct StartPage {
    chrome: Chrome,
    name: String,
    /// Of the administrator alone.
    warnings: Vec<Warning>,
    waits: Waits,
    /// Stopped, ordered or supplied on paper, and not yet done properly; of clinical roles alone.
    on_paper: i64,
    as_of: AsOf,
}

/// What waits, by role.
enum Waits {
    Doctor {
        queried: Vec<QueriedLine>,
        questions: HashMap<i64, String>,
        refused: Vec<QueriedLine>,
        /// By item: what the refusal is about, and why.
        reasons: HashMap<i64, (String, String)>,
        verbal: Vec<VerbalOrder>,
        homonyms: HashSet<i64>,
        /// Signed by this doctor, and the pharmacy has too little of it.
        short: Vec<Shortage>,
        open_prescriptions: i64,
        drafts: i64,
        /// Requests outside the formulary; of chiefs alone.
        to_decide: Option<i64>,
    },
    Pharmacist {
        stages: Vec<StageCount>,
        stat: i64,
        stewardship: i64,
        unreviewed: i64,
        to_acknowledge: i64,
    },
    Nurse {
        wards: Vec<Ward>,
        open_lines: HashMap<i64, i64>,
    },
    Administrator {
        medications: i64,
        restricted: i64,
        users: i64,
        unreviewed: i64,
        /// How the packs for a downtime stand.
        pack: State,
    },
}

/// A line that the pharmacy has a question about, or refused.
#[derive(Queryable, Selectable)]
#[diesel(table_name = dispatch_lines)]
struct QueriedLine {
    item_id: i64,
    item_number: i16,
    prescription_id: i64,
    patient_id: i64,
    patient_name: String,
    bed_code: String,
    medication_name_pt: String,
    medication_name_en: String,
    contents: Contents,
    stage_since: DateTime<Utc>,
}

/// How many open lines are in a stage, and since when the oldest.
struct StageCount {
    code: String,
    lines: i64,
    oldest: Waiting,
}

/// The reader's own start page.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, user: User) -> AppResult<HttpResponse> {
    let (name, pack) = (user.name.clone(), app.downtime.now());
    let warnings = if user.role == Role::Administrator { warnings(&app) } else { Vec::new() };
    let (waits, on_paper, as_of) = app
        .read(move |connection| {
            let on_paper = if user.role == Role::Administrator { 0 } else { count_waiting(connection)? };
            Ok((waits_for(connection, &user, pack)?, on_paper, as_of(connection)?))
        })
        .await?;
    render(&StartPage { chrome, name, warnings, waits, on_paper, as_of })
}

fn waits_for(connection: &mut PgConnection, user: &User, pack: State) -> QueryResult<Waits> {
    match user.role {
        Role::Doctor => waits_for_doctor(connection, user.doctor_id.unwrap_or_default()),
        Role::Pharmacist => waits_for_pharmacist(connection),
        Role::Nurse => Ok(Waits::Nurse { wards: all_wards(connection)?, open_lines: open_lines_by_ward(connection)? }),
        Role::Administrator => waits_for_administrator(connection, pack),
    }
}

fn waits_for_doctor(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<Waits> {
    let queried = lines_in(connection, doctor_id, Stage::Queried, DateTime::UNIX_EPOCH)?;
    let questions = questions(connection, &queried)?;
    let refused = lines_in(connection, doctor_id, Stage::Refused, clock::now() - REFUSALS_SHOWN)?;
    let reasons = reasons(connection, &refused)?;
    let open_prescriptions = dispatch_lines::table
        .filter(dispatch_lines::doctor_id.eq(doctor_id))
        .filter(dispatch_lines::closed_at.is_null())
        .select(count(dispatch_lines::prescription_id).aggregate_distinct())
        .first(connection)?;
    let verbal = waiting_orders(connection, Some(doctor_id))?;
    let short = short_of_doctor(connection, doctor_id)?;
    let of_lines = queried.iter().chain(&refused).map(|line| line.patient_id);
    let patients = of_lines.chain(verbal.iter().map(|order| order.patient_id));
    let patients = patients.chain(short.iter().map(|line| line.patient_id));
    let homonyms = with_homonyms(connection, patients)?;
    let drafts = waiting_drafts(connection, doctor_id)?;
    let to_decide = non_formulary::to_decide(connection, doctor_id)?;
    Ok(Waits::Doctor {
        queried,
        questions,
        refused,
        reasons,
        verbal,
        homonyms,
        short,
        open_prescriptions,
        drafts,
        to_decide,
    })
}

/// What the doctor signed and the pharmacy holds or refused, the longest first.
fn lines_in(
    connection: &mut PgConnection,
    doctor_id: i64,
    stage: Stage,
    since: DateTime<Utc>,
) -> QueryResult<Vec<QueriedLine>> {
    let mut lines: Vec<QueriedLine> = dispatch_lines::table
        .filter(dispatch_lines::doctor_id.eq(doctor_id))
        .filter(dispatch_lines::stage.eq(stage.code()))
        .filter(dispatch_lines::stage_since.gt(since))
        .order((dispatch_lines::stage_since, dispatch_lines::item_id))
        .select(QueriedLine::as_select())
        .load(connection)?;
    let names = lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]);
    write_tall(connection, names)?;
    Ok(lines)
}

fn reasons(connection: &mut PgConnection, refused: &[QueriedLine]) -> QueryResult<HashMap<i64, (String, String)>> {
    let items: Vec<i64> = refused.iter().map(|line| line.item_id).collect();
    let reasons: Vec<(i64, (String, String))> = refusals::table
        .filter(refusals::item_id.eq_any(items))
        .select((refusals::item_id, (refusals::category, refusals::reason)))
        .load(connection)?;
    Ok(reasons.into_iter().collect())
}

/// What is asked, by item.
fn questions(connection: &mut PgConnection, queried: &[QueriedLine]) -> QueryResult<HashMap<i64, String>> {
    let items: Vec<i64> = queried.iter().map(|line| line.item_id).collect();
    let questions: Vec<(i64, String)> = item_queries::table
        .filter(item_queries::item_id.eq_any(items))
        .filter(item_queries::answered_at.is_null())
        .select((item_queries::item_id, item_queries::question))
        .load(connection)?;
    Ok(questions.into_iter().collect())
}

fn waits_for_pharmacist(connection: &mut PgConnection) -> QueryResult<Waits> {
    let now = clock::now();
    let counts: Vec<(String, i64, Option<DateTime<Utc>>)> = dispatch_lines::table
        .filter(dispatch_lines::closed_at.is_null())
        .group_by(dispatch_lines::stage)
        .select((dispatch_lines::stage, count_star(), min(dispatch_lines::stage_since)))
        .load(connection)?;
    let stages = Stage::ALL.into_iter().filter(|stage| stage.is_open()).map(|stage| {
        let counted = counts.iter().find(|(code, ..)| code == stage.code());
        let (lines, oldest) = counted.map_or((0, None), |(_, lines, oldest)| (*lines, *oldest));
        StageCount { code: stage.code().to_owned(), lines, oldest: Waiting::between(oldest.unwrap_or(now), now) }
    });
    let stat = dispatch_lines::table
        .filter(dispatch_lines::closed_at.is_null())
        .filter(dispatch_lines::stat)
        .count()
        .get_result(connection)?;
    let (stewardship, unreviewed) = (stewardship::waiting(connection)?, unreviewed(connection)?);
    let to_acknowledge = non_formulary::to_acknowledge(connection)?;
    Ok(Waits::Pharmacist { stages: stages.collect(), stat, stewardship, unreviewed, to_acknowledge })
}

fn waits_for_administrator(connection: &mut PgConnection, pack: State) -> QueryResult<Waits> {
    let (medications, restricted) =
        formulary::table.select((formulary::active, formulary::restricted)).first(connection)?;
    let users = users::table.filter(users::active).count().get_result(connection)?;
    Ok(Waits::Administrator { medications, restricted, users, unreviewed: unreviewed(connection)?, pack })
}
