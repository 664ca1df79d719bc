//! Prints: which sheets of which wards went to paper, by whom, and which wards' newest sheet is out of date.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::app::App;
use crate::clock;
use crate::domain::clock::Clock;
use crate::domain::sheet::{Arrangement, Layout, Span};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::ward::wards::{Ward, all_wards};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{newest_prints, prints};

/// Prints that the log shows.
const SHOWN: i64 = 200;

/// One print, as logged.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = prints)]
pub struct Print {
    pub number: i64,
    pub ward_id: i64,
    pub ward_code: String,
    pub ward_name_pt: String,
    pub ward_name_en: String,
    pub base_number: Option<i64>,
    pub arrangement: String,
    pub span: String,
    pub only_due: bool,
    pub landscape: bool,
    pub language: String,
    pub printed_by: String,
    pub printed_at: DateTime<Utc>,
    /// None until the sheet is kept, and when it is kept no more.
    pub refresh_number: Option<i64>,
    pub as_of: Option<DateTime<Utc>>,
    pub latest_number: i64,
}

impl Print {
    pub fn is_latest(&self) -> bool {
        self.number == self.latest_number
    }

    /// Until when doses are on the sheet; None while it is not kept.
    pub fn until(&self, zone: Tz) -> Option<DateTime<Utc>> {
        self.as_of.map(|at| self.layout().span.hours(Clock::at(at, zone)).end)
    }

    pub fn layout(&self) -> Layout {
        Layout {
            arrangement: Arrangement::from_code(&self.arrangement).unwrap_or_default(),
            span: Span::from_code(&self.span).unwrap_or_default(),
            only_due: self.only_due,
            landscape: self.landscape,
        }
    }
}

/// A ward's newest print, and what has changed since.
#[derive(Clone, Copy, Queryable, Selectable)]
#[diesel(table_name = newest_prints)]
pub struct Newest {
    pub ward_id: i64,
    pub print_number: i64,
    /// Otherwise nothing can be said about it.
    pub is_kept: bool,
    pub lines: i64,
    pub patients: i64,
}

impl Newest {
    pub fn changes(&self) -> i64 {
        self.lines + self.patients
    }
}

#[derive(Template)]
#[template(path = "ward/prints.html")]
struct PrintsPage {
    chrome: Chrome,
    wards: Vec<Ward>,
    newest: HashMap<i64, (Newest, Print)>,
    prints: Vec<Print>,
    as_of: AsOf,
}

impl PrintsPage {
    fn newest(&self, ward: &Ward) -> Option<&(Newest, Print)> {
        self.newest.get(&ward.id)
    }

    fn is_over(&self, print: &Print) -> bool {
        print.until(self.chrome.l.zone).is_some_and(|until| until <= clock::now())
    }
}

/// The log, newest first, below each ward's newest print.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let (wards, newest, prints, as_of) = app
        .read(|connection| {
            let newest: Vec<(Newest, Print)> = newest_prints::table
                .inner_join(prints::table.on(prints::number.eq(newest_prints::print_number)))
                .select((Newest::as_select(), Print::as_select()))
                .load(connection)?;
            let log: Vec<Print> =
                prints::table.order(prints::number.desc()).limit(SHOWN).select(Print::as_select()).load(connection)?;
            Ok((all_wards(connection)?, newest, log, as_of(connection)?))
        })
        .await?;
    let newest = newest.into_iter().map(|(ward, print)| (ward.ward_id, (ward, print))).collect();
    render(&PrintsPage { chrome, wards, newest, prints, as_of })
}

/// # Errors
/// A database error.
pub fn latest_of_ward(connection: &mut PgConnection, ward_id: i64) -> QueryResult<Option<Print>> {
    prints::table
        .filter(prints::ward_id.eq(ward_id))
        .order(prints::number.desc())
        .select(Print::as_select())
        .first(connection)
        .optional()
}
