//! A numbered sheet: what a print said, the same each time it is asked for.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use diesel::prelude::*;

use crate::app::App;
use crate::error::AppResult;
use crate::language::Language;
use crate::page::chrome::Chrome;
use crate::page::symbol::Symbol;
use crate::page::{render, render_as};
use crate::queries::ward::prints::changes::{Changes, changes};
use crate::queries::ward::prints::check::later_than;
use crate::queries::ward::prints::log::Print;
use crate::queries::ward::sheet::{Number, Sheet, content_of, ward_head};
use crate::read_model::as_of::AsOf;
use crate::read_model::tables::prints;

#[derive(Template)]
#[template(path = "ward/print.html")]
struct PrintPage {
    chrome: Chrome,
    sheet: Sheet,
    /// Of a sheet of changes: what differs from the print that it is stapled to.
    changes: Option<Changes>,
    /// Newer prints of the same ward, the newest first.
    later: Vec<Print>,
}

#[derive(Template)]
#[template(path = "ward/print_unkept.html")]
struct UnkeptPage {
    chrome: Chrome,
    print: Print,
}

/// The sheet as it went to paper, in the language that it was printed in.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a print.
pub async fn page(
    app: web::Data<Arc<App>>,
    mut chrome: Chrome,
    request: HttpRequest,
    number: web::Path<i64>,
) -> AppResult<HttpResponse> {
    let number = number.into_inner();
    let (print, language, ward, content, changes, later) = app
        .read(move |connection| {
            let print: Print = prints::table.find(number).select(Print::as_select()).first(connection)?;
            let language = Language::from_tag(&print.language).unwrap_or(Language::Portuguese);
            let ward = ward_head(connection, print.ward_id, language)?;
            let content = content_of(connection, number, language)?;
            let differing = match print.base_number {
                Some(base) if is_kept(connection, base)? => Some(changes(connection, base, Some(number), language)?),
                _ => None,
            };
            let later = later_than(connection, &print)?;
            Ok((print, language, ward, content, differing, later))
        })
        .await?;
    let is_whole = print.base_number.is_none() || changes.is_some();
    let (Some(refresh), Some(at), true) = (print.refresh_number, print.as_of, is_whole) else {
        return render_as(StatusCode::SERVICE_UNAVAILABLE, &UnkeptPage { chrome, print });
    };
    chrome.l = app.words(language).as_of(at);
    let layout = print.layout();
    let numbered = Number {
        number,
        base: print.base_number,
        symbol: Symbol::qr(&check_address(&app, &request, number)).ok(),
        printed_by: print.printed_by,
        printed_at: print.printed_at,
    };
    let moment = (at, AsOf::kept(refresh, at));
    let sheet = Sheet::new(app.hospital.clone(), ward, layout, content, Some(numbered), moment, &chrome.l);
    render(&PrintPage { chrome, sheet, changes, later })
}

/// Changes since a print are known for as long as what it said is.
fn is_kept(connection: &mut PgConnection, number: i64) -> QueryResult<bool> {
    let print: Print = prints::table.find(number).select(Print::as_select()).first(connection)?;
    Ok(print.refresh_number.is_some())
}

/// Where a phone asks whether the sheet still holds: the hospital's address if it is configured, else the one that this
/// page was asked for at.
fn check_address(app: &App, request: &HttpRequest, number: i64) -> String {
    match &app.config.public_url {
        Some(url) => format!("{}/prints/{number}", url.trim_end_matches('/')),
        None => {
            let asked = request.connection_info();
            format!("{}://{}/prints/{number}", asked.scheme(), asked.host())
        }
    }
}
