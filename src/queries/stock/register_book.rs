//! The register book of a medication: a month's numbered lines, from opening to closing balance (CTL-7).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::clock;
use crate::domain::clock::day_of;
use crate::domain::period::{Period, Span};
use crate::domain::stock::reversal::can_be_reversed;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::hospital::Hospital;
use crate::queries::look_alike_names::write_tall;
use crate::queries::stock::register::Book;
use crate::read_model::tables::{register_books, register_entries, register_lines};

/// Which month, as in the URL; this one where it says none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    month: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = register_lines)]
struct Line {
    number: i32,
    at: DateTime<Utc>,
    controlled_list: String,
    kind: String,
    entered: i32,
    issued: i32,
    lost: i32,
    balance: i32,
    reverses: Option<i32>,
    reversed_by: Option<i32>,
    lot: String,
    expires_on: NaiveDate,
    supplier: String,
    document: String,
    reason: String,
    prescription_id: Option<i64>,
    patient_name: Option<String>,
    record_number: Option<String>,
    doctor_name: Option<String>,
    registration: Option<String>,
    user_name: String,
    second_user_name: Option<String>,
}

#[derive(Template)]
#[template(path = "stock/register_book.html")]
struct RegisterBookPage {
    chrome: Chrome,
    hospital: Hospital,
    book: Book,
    month: Period,
    opening: i32,
    lines: Vec<Line>,
    now: DateTime<Utc>,
}

/// # Errors
/// [`AppError::NotFound`] without such a register, [`AppError::BadRequest`] for what is no month.
pub async fn page(
    app: web::Data<Arc<App>>,
    chrome: Chrome,
    code: web::Path<String>,
    filter: Query<Filter>,
) -> AppResult<HttpResponse> {
    let (code, now, zone) = (code.into_inner(), clock::now(), chrome.l.zone);
    let month = month(&filter.month, day_of(now, zone))?;
    let (begin, end) = month.moments(zone);
    let (book, opening, lines) = app
        .read(move |connection| {
            let mut book: Book = register_books::table
                .filter(register_books::medication_code.eq(code))
                .select(Book::as_select())
                .first(connection)?;
            let opening = balance_before(connection, &book, begin)?;
            let lines = lines(connection, book.medication_id, begin, end)?;
            write_tall(connection, [&mut book.medication_name_pt, &mut book.medication_name_en])?;
            Ok((book, opening, lines))
        })
        .await?;
    let hospital = app.hospital.clone();
    render(&RegisterBookPage { chrome, hospital, book, month, opening, lines, now })
}

fn month(typed: &str, today: NaiveDate) -> AppResult<Period> {
    match typed {
        "" => Ok(Period::of(today, Span::Month)),
        code => {
            let month = Period::parse(code).filter(|period| period.span() == Span::Month);
            month.ok_or(AppError::BadRequest("no such month"))
        }
    }
}

/// What the last line before a moment left, or what the book opened with.
fn balance_before(connection: &mut PgConnection, book: &Book, at: DateTime<Utc>) -> QueryResult<i32> {
    let last: Option<i32> = register_entries::table
        .filter(register_entries::medication_id.eq(book.medication_id))
        .filter(register_entries::at.lt(at))
        .order(register_entries::number.desc())
        .select(register_entries::balance)
        .first(connection)
        .optional()?;
    Ok(last.unwrap_or(book.opening))
}

fn lines(
    connection: &mut PgConnection,
    medication_id: i64,
    begin: DateTime<Utc>,
    end: DateTime<Utc>,
) -> QueryResult<Vec<Line>> {
    register_lines::table
        .filter(register_lines::medication_id.eq(medication_id))
        .filter(register_lines::at.ge(begin))
        .filter(register_lines::at.lt(end))
        .order(register_lines::number)
        .select(Line::as_select())
        .load(connection)
}

impl Line {
    fn can_be_reversed(&self) -> bool {
        can_be_reversed(&self.kind, self.reverses.is_some()) && self.reversed_by.is_none()
    }
}

impl RegisterBookPage {
    fn closing(&self) -> i32 {
        self.lines.last().map_or(self.opening, |line| line.balance)
    }

    /// What one column of the month comes to.
    fn sum(&self, column: impl Fn(&Line) -> i32) -> i32 {
        self.lines.iter().map(column).sum()
    }

    fn entered(&self) -> i32 {
        self.sum(|line| line.entered)
    }

    fn issued(&self) -> i32 {
        self.sum(|line| line.issued)
    }

    fn lost(&self) -> i32 {
        self.sum(|line| line.lost)
    }

    /// Whether the next month has begun.
    fn has_next(&self) -> bool {
        self.month.next().first_day() <= day_of(self.now, self.chrome.l.zone)
    }

    /// Whether the book was open in the month before.
    fn has_previous(&self) -> bool {
        self.month.previous().last_day() >= day_of(self.book.opened_at, self.chrome.l.zone)
    }
}
