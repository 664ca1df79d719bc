//! Accounting: what was used, by medication, ward and day, what it cost, how long lines took, and what expires soon (ST-7).

mod charts;
mod csv;
mod figures;
mod tables;

use std::sync::Arc;

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::app::App;
use crate::domain::clock::moment;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;

use charts::Chart;
use figures::Figures;
use tables::{Kind, Table};

/// Days shown unless others are asked for, today included.
const DAYS: u64 = 30;
/// Days shown at most.
const MOST_DAYS: i64 = 366;

/// Which days, as in the URL; both of them count.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    from: String,
    until: String,
}

/// Days on the hospital's clock, with the moments that they begin and end.
#[derive(Clone, Copy)]
pub struct Span {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub begins: DateTime<Utc>,
    /// The first moment that is not in it.
    pub ends: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "stock/accounting.html")]
struct AccountingPage {
    chrome: Chrome,
    span: Span,
    tables: Vec<(Table, Chart)>,
}

/// # Errors
/// [`AppError::BadRequest`] for days that cannot be.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let (span, figures) = read(&app, &chrome, filter.into_inner()).await?;
    let of = |kind| {
        let table = Table::of(kind, &figures, &chrome.l);
        let chart = Chart::of(kind, &figures, &chrome.l);
        (table, chart)
    };
    let tables = Kind::ALL.map(of).into_iter().collect();
    render(&AccountingPage { chrome, span, tables })
}

/// One of the tables for a spreadsheet, in the reader's language.
///
/// # Errors
/// [`AppError::NotFound`] without such a table, [`AppError::BadRequest`] for days that cannot be.
pub async fn download(
    app: web::Data<Arc<App>>,
    chrome: Chrome,
    table: web::Path<String>,
    filter: Query<Filter>,
) -> AppResult<HttpResponse> {
    let kind = Kind::from_code(&table).ok_or(AppError::NotFound)?;
    let (span, figures) = read(&app, &chrome, filter.into_inner()).await?;
    let name = format!("attachment; filename=\"{}-{}-{}.csv\"", kind.code(), span.first, span.last);
    let body = csv::written(&Table::of(kind, &figures, &chrome.l), &chrome.l)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(body))
}

async fn read(app: &Arc<App>, chrome: &Chrome, filter: Filter) -> AppResult<(Span, Figures)> {
    let (today, zone) = (chrome.l.today(), chrome.l.zone);
    let span = filter.span(today, zone)?;
    let figures = app.read(move |connection| Ok(Figures::load(connection, span, today, zone)?)).await?;
    Ok((span, figures))
}

impl Filter {
    fn span(&self, today: NaiveDate, zone: Tz) -> AppResult<Span> {
        let wrong = || AppError::BadRequest("no such days");
        let day = |text: &str| text.parse::<NaiveDate>().map_err(|_| wrong());
        let last = if self.until.is_empty() { today } else { day(&self.until)? };
        let month = last.checked_sub_days(Days::new(DAYS - 1)).ok_or_else(wrong)?;
        let first = if self.from.is_empty() { month } else { day(&self.from)? };
        let after = last.checked_add_days(Days::new(1)).ok_or_else(wrong)?;
        let midnight = |day| moment(day, NaiveTime::MIN, zone).ok_or_else(wrong);
        if !(1..=MOST_DAYS).contains(&(after - first).num_days()) {
            return Err(wrong());
        }
        Ok(Span { first, last, begins: midnight(first)?, ends: midnight(after)? })
    }
}
