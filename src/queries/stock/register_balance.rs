//! Balance of what is under control in a quarter or a year: opening, in, out, losses, closing (CTL-10), as a page and as
//! CSV. Hospitals hand it in themselves (RDC 22/2014), so nothing is sent.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::http::header::{CONTENT_DISPOSITION, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sum;
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::domain::period::{Period, Span};
use crate::domain::tall_man::TallManNames;
use crate::error::{AppError, AppResult};
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::hospital::Hospital;
use crate::queries::look_alike_names::tall_man_names;
use crate::queries::stock::register::{Book, books};
use crate::read_model::tables::register_entries;

/// Which period, as in the URL; this quarter where it says none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    period: String,
}

/// Units of a medication over a period.
#[derive(Clone, Copy, Default)]
struct Moved {
    entered: i64,
    issued: i64,
    lost: i64,
}

struct Row {
    book: Book,
    opening: i64,
    moved: Moved,
}

impl Row {
    fn closing(&self) -> i64 {
        self.opening + self.moved.entered - self.moved.issued - self.moved.lost
    }
}

#[derive(Template)]
#[template(path = "stock/register_balance.html")]
struct RegisterBalancePage {
    chrome: Chrome,
    hospital: Hospital,
    period: Period,
    rows: Vec<Row>,
    today: NaiveDate,
}

/// # Errors
/// [`AppError::BadRequest`] for what is no quarter or year.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let today = chrome.l.today();
    let period = filter.period(today)?;
    let (mut rows, names) = rows(&app, period, &chrome.l).await?;
    names.capitalise(
        rows.iter_mut().flat_map(|row| [&mut row.book.medication_name_pt, &mut row.book.medication_name_en]),
    );
    let hospital = app.hospital.clone();
    render(&RegisterBalancePage { chrome, hospital, period, rows, today })
}

/// The same numbers for a spreadsheet: UTF-8, separated by commas.
///
/// # Errors
/// As [`page`].
pub async fn csv(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let period = filter.period(chrome.l.today())?;
    let (rows, _) = rows(&app, period, &chrome.l).await?;
    let text = write_csv(&rows, period, &chrome.l).map_err(|_| AppError::Internal("the balance cannot be written"))?;
    let name = DispositionParam::Filename(format!("register-balance-{}.csv", period.code()));
    let attachment = ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] };
    let mut answer = HttpResponse::Ok();
    Ok(answer.content_type("text/csv; charset=utf-8").insert_header((CONTENT_DISPOSITION, attachment)).body(text))
}

impl Filter {
    fn period(&self, today: NaiveDate) -> AppResult<Period> {
        match self.period.as_str() {
            "" => Ok(Period::of(today, Span::Quarter)),
            code => {
                let period = Period::parse(code).filter(|period| period.span() != Span::Month);
                period.ok_or(AppError::BadRequest("no such quarter or year"))
            }
        }
    }
}

/// A row a medication, and how lists write its name.
async fn rows(app: &Arc<App>, period: Period, words: &Words) -> AppResult<(Vec<Row>, TallManNames)> {
    let (begin, end) = period.moments(words.zone);
    app.read(move |connection| {
        let before = balances_before(connection, begin)?;
        let within = moved(connection, begin, end)?;
        let row = |book: Book| {
            let opening = i64::from(before.get(&book.medication_id).copied().unwrap_or(book.opening));
            Row { opening, moved: within.get(&book.medication_id).copied().unwrap_or_default(), book }
        };
        Ok((books(connection)?.into_iter().map(row).collect(), tall_man_names(connection)?))
    })
    .await
}

/// What the last line before a moment left of each medication.
fn balances_before(connection: &mut PgConnection, at: DateTime<Utc>) -> QueryResult<HashMap<i64, i32>> {
    let last: Vec<(i64, i32)> = register_entries::table
        .filter(register_entries::at.lt(at))
        .distinct_on(register_entries::medication_id)
        .order((register_entries::medication_id, register_entries::number.desc()))
        .select((register_entries::medication_id, register_entries::balance))
        .load(connection)?;
    Ok(last.into_iter().collect())
}

/// A medication, and what entered, was issued and was lost of it.
type Sums = (i64, Option<i64>, Option<i64>, Option<i64>);

/// What was moved from one moment up to, not including, another.
fn moved(connection: &mut PgConnection, begin: DateTime<Utc>, end: DateTime<Utc>) -> QueryResult<HashMap<i64, Moved>> {
    let sums: Vec<Sums> = register_entries::table
        .filter(register_entries::at.ge(begin))
        .filter(register_entries::at.lt(end))
        .group_by(register_entries::medication_id)
        .select((
            register_entries::medication_id,
            sum(register_entries::entered),
            sum(register_entries::issued),
            sum(register_entries::lost),
        ))
        .load(connection)?;
    let moved = |entered: Option<i64>, issued: Option<i64>, lost: Option<i64>| Moved {
        entered: entered.unwrap_or_default(),
        issued: issued.unwrap_or_default(),
        lost: lost.unwrap_or_default(),
    };
    Ok(sums.into_iter().map(|(id, entered, issued, lost)| (id, moved(entered, issued, lost))).collect())
}

/// Substance, presentation, list and unit, then the five numbers.
fn write_csv(rows: &[Row], period: Period, words: &Words) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = ["register-period", "register-substance", "register-presentation", "register-list", "register-unit"];
    let numbers = ["register-opening", "register-in", "register-out", "register-lost", "register-closing"];
    writer.write_record(heads.iter().chain(&numbers).map(|key| words.t(key).to_string()))?;
    for row in rows {
        let book = &row.book;
        let texts = [
            period.code(),
            words.pick(&book.medication_name_pt, &book.medication_name_en).to_owned(),
            words.pick(&book.presentation_pt, &book.presentation_en).to_owned(),
            book.controlled_list.clone(),
            book.dispensing_unit.clone(),
        ];
        let numbers = [row.opening, row.moved.entered, row.moved.issued, row.moved.lost, row.closing()];
        writer.write_record(texts.into_iter().chain(numbers.map(|number| number.to_string())))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

impl RegisterBalancePage {
    /// The quarters of this year and the last, then both years, the newest first.
    fn periods(&self) -> Vec<Period> {
        let quarter = Period::of(self.today, Span::Quarter);
        let year = Period::of(self.today, Span::Year);
        let quarters = std::iter::successors(Some(quarter), |quarter| Some(quarter.previous())).take(8);
        quarters.chain([year, year.previous()]).collect()
    }

    fn csv(&self) -> String {
        format!("/register-balance.csv?period={}", self.period.code())
    }
}
