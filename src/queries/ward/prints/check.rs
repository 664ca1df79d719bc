//! Whether a print still holds: what a phone shows that scanned it. One glance says current, or how many changes.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::clock;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::keyed::TypedKey;
use crate::page::render;
use crate::queries::ward::prints::changes::{Changes, changes};
use crate::queries::ward::prints::log::Print;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::prints;

#[derive(Template)]
#[template(path = "ward/print_check.html")]
struct CheckPage {
    chrome: Chrome,
    print: Print,
    /// Later prints of the same ward, newest first.
    later: Vec<Print>,
    /// None where the sheet is not kept any more, and nothing can be said about it.
    changes: Option<Changes>,
    /// Until when doses are on the sheet; None as for `changes`.
    until: Option<DateTime<Utc>>,
    /// Of the form that prints what has changed.
    key: TypedKey,
    as_of: AsOf,
}

impl CheckPage {
    /// No dose is on the sheet any more.
    fn is_over(&self) -> bool {
        self.until.is_some_and(|until| until <= clock::now())
    }
}

/// What has changed since the print. Asked of the primary: a replica may not know yet what no refresh has covered.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a print.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, number: web::Path<i64>) -> AppResult<HttpResponse> {
    let (number, language) = (number.into_inner(), chrome.l.language);
    let (print, later, changes, as_of) = app
        .read_primary(move |connection| {
            let print: Print = prints::table.find(number).select(Print::as_select()).first(connection)?;
            let later = match print.is_latest() {
                true => Vec::new(),
                false => later_than(connection, &print)?,
            };
            let changes = match print.refresh_number {
                Some(_) => Some(changes(connection, number, None, language)?),
                None => None,
            };
            Ok((print, later, changes, as_of(connection)?))
        })
        .await?;
    let until = print.until(chrome.l.zone);
    render(&CheckPage { chrome, print, later, changes, until, key: TypedKey::fresh(), as_of })
}

/// Newer prints of the same ward, the newest first.
///
/// # Errors
/// A database error.
pub fn later_than(connection: &mut PgConnection, print: &Print) -> QueryResult<Vec<Print>> {
    prints::table
        .filter(prints::ward_id.eq(print.ward_id))
        .filter(prints::number.gt(print.number))
        .order(prints::number.desc())
        .limit(10)
        .select(Print::as_select())
        .load(connection)
}
