//! Dispatch list: every open line of every ward, urgent first, then newest.

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::clock;
use crate::domain::stage::Stage;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::queries::pharmacy::line::Line;
use crate::queries::pharmacy::supply::bags_to_stop;
use crate::queries::search::{fold, patterns};
use crate::queries::ward::wards::{Ward, all_wards};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::dispatch_lines;

/// Lines a page.
const PAGE: i64 = 50;

/// What the reader looks for, as in the URL.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    ward: String,
    stage: String,
    q: String,
    page: String,
}

#[derive(Template)]
#[template(path = "pharmacy/dispatch.html")]
struct DispatchPage {
    chrome: Chrome,
    filter: Filter,
    wards: Vec<Ward>,
    lines: Vec<Line>,
    homonyms: HashSet<i64>,
    total: i64,
    page: i64,
    /// Bags to stop.
    stops: i64,
    as_of: AsOf,
    now: DateTime<Utc>,
}

/// A page of the list; beyond the last one, the last one.
///
/// # Errors
/// [`AppError::BadRequest`] for a ward, stage or page that cannot be.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let filter = filter.into_inner();
    let wanted = filter.page_number()?;
    let asked = filter.clone();
    let (wards, total, page, lines, homonyms, stops, as_of) = app
        .read(move |connection| {
            let wards = all_wards(connection)?;
            let total: i64 = asked.matching(&wards)?.count().get_result(connection)?;
            let page = wanted.min(pages(total));
            let lines = lines(connection, asked.matching(&wards)?, page)?;
            let homonyms = with_homonyms(connection, lines.iter().map(|line| line.patient_id))?;
            Ok((wards, total, page, lines, homonyms, bags_to_stop(connection)?, as_of(connection)?))
        })
        .await?;
    render(&DispatchPage { chrome, filter, wards, lines, homonyms, total, page, stops, as_of, now: clock::now() })
}

fn lines(connection: &mut PgConnection, matching: Matching<'_>, page: i64) -> QueryResult<Vec<Line>> {
    let mut lines: Vec<Line> = matching
        .select(Line::as_select())
        .order((
            dispatch_lines::stat.desc(),
            dispatch_lines::prescribed_at.desc(),
            dispatch_lines::prescription_id.desc(),
            dispatch_lines::item_number,
        ))
        .limit(PAGE)
        .offset((page - 1) * PAGE)
        .load(connection)?;
    write_tall(
        connection,
        lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
    )?;
    Ok(lines)
}

fn pages(total: i64) -> i64 {
    ((total + PAGE - 1) / PAGE).max(1)
}

type Matching<'a> = dispatch_lines::BoxedQuery<'a, Pg>;

impl Filter {
    fn page_number(&self) -> AppResult<i64> {
        match self.page.trim() {
            "" => Ok(1),
            number => {
                let number = number.parse().ok().filter(|number| (1..=1_000_000).contains(number));
                number.ok_or(AppError::BadRequest("no such page"))
            }
        }
    }

    /// Open lines, or those in one stage, closed ones included.
    fn matching(&self, wards: &[Ward]) -> AppResult<Matching<'static>> {
        let mut query = dispatch_lines::table.into_boxed();
        query = match self.stage.as_str() {
            "" => query.filter(dispatch_lines::closed_at.is_null()),
            code => {
                let stage = Stage::from_code(code).ok_or(AppError::BadRequest("no such stage"))?;
                query.filter(dispatch_lines::stage.eq(stage.code()))
            }
        };
        if !self.ward.is_empty() {
            let ward = wards.iter().find(|ward| ward.is(&self.ward)).ok_or(AppError::BadRequest("no such ward"))?;
            query = query.filter(dispatch_lines::ward_id.eq(ward.id));
        }
        for pattern in patterns(&self.q) {
            query = query.filter(dispatch_lines::patient_search.like(fold(pattern)));
        }
        Ok(query)
    }

    /// This list with another page.
    fn href(&self, page: i64) -> String {
        let pairs = [("ward", &self.ward), ("stage", &self.stage), ("q", &self.q), ("page", &page.to_string())];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/dispatch?{}", serde_html_form::to_string(pairs).unwrap_or_default())
    }

    /// The same ward's queue.
    fn triage_path(&self) -> String {
        let pairs = [("ward", &self.ward)].into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
        format!("/triage?{}", serde_html_form::to_string(pairs).unwrap_or_default())
    }

    fn is_empty(&self) -> bool {
        self.ward.is_empty() && self.stage.is_empty() && self.q.trim().is_empty()
    }
}

impl DispatchPage {
    fn pages(&self) -> i64 {
        pages(self.total)
    }

    fn first(&self) -> i64 {
        (self.page - 1) * PAGE + 1
    }

    fn last(&self) -> i64 {
        self.first() + self.lines.len() as i64 - 1
    }

    fn stages(&self) -> impl Iterator<Item = &'static str> {
        Stage::ALL.into_iter().map(Stage::code)
    }
}
