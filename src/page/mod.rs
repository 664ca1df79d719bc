//! What every page shares: its frame, reading a form or a query, rendering, static files.

pub mod choose_language;
pub mod chrome;
pub mod error_page;
pub mod input;
pub mod keyed;
pub mod not_shown_yet;
pub mod paper;
pub mod readable_path;
pub mod self_contained;
pub mod send_again;
pub mod static_files;
pub mod symbol;
pub mod unread;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{LOCATION, VARY};
use askama::Template;

use crate::error::AppResult;

/// A page, 200.
///
/// # Errors
/// The template's.
pub fn render(template: &impl Template) -> AppResult<HttpResponse> {
    render_as(StatusCode::OK, template)
}

/// A page with another status: 422 for a rejected form.
///
/// # Errors
/// The template's.
pub fn render_as(status: StatusCode, template: &impl Template) -> AppResult<HttpResponse> {
    let html = template.render()?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((VARY, "Accept-Language, Cookie"))
        .body(html))
}

/// After a command: 303, so that reloading the next page sends nothing again.
pub fn see_other(location: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, location)).finish()
}

/// A path of ours to go on to; anything that could lead elsewhere becomes the start page.
pub fn local_path(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if ours { path } else { "/" }
}
