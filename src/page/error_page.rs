//! Error pages: an answer without a body gets a page in the reader's language that says what to do.

use std::rc::Rc;
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::ConnectionType;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, HttpResponse};
use askama::Template;

use crate::app::App;
use crate::auth::log_in::redirect_to_log_in;
use crate::error::AppError;
use crate::page::chrome::Chrome;
use crate::page::paper::page_of;
use crate::page::render_as;
use crate::page::send_again::SendAgain;

#[derive(Template)]
#[template(path = "layouts/error.html")]
struct ErrorPage {
    chrome: Chrome,
    status: u16,
    title: Rc<str>,
    body: Rc<str>,
    /// The page itself, where its PDF cannot be made: a browser prints it as well.
    on_screen: Option<String>,
    /// The form that was sent, where sending it again may help.
    again: Option<SendAgain>,
}

/// Where nothing that is sent would be in anybody's record.
const RECORDS_NOTHING: [&str; 3] = ["/login", "/logout", "/locale"];

/// Middleware for all routes.
///
/// # Errors
/// Passes through what cannot be shown.
pub async fn error_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let answered = next.call(request).await?.map_into_boxed_body();
    let status = answered.status();
    let has_page = answered.headers().contains_key(CONTENT_TYPE) && answered.response().error().is_none();
    if has_page || !(status.is_client_error() || status.is_server_error()) {
        return Ok(answered);
    }
    let words = words_for(&answered);
    let retry_after = answered.headers().get("Retry-After").cloned();
    let (request, _) = answered.into_parts();
    let mut page = shown(&request, status, words);
    if matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE) {
        // The rest of the form is not waited for.
        page.head_mut().set_connection_type(ConnectionType::Close);
    }
    if let Some(value) = retry_after {
        page.headers_mut().insert(actix_web::http::header::RETRY_AFTER, value);
    }
    Ok(ServiceResponse::new(request, page))
}

fn words_for(answered: &ServiceResponse<BoxBody>) -> &'static str {
    let error = answered.response().error();
    if answered.status().is_server_error()
        && let Some(error) = error
    {
        // Whoever is asked to come again meets a limit that is meant.
        match answered.status() {
            StatusCode::SERVICE_UNAVAILABLE => tracing::info!(%error, "not now"),
            _ => tracing::error!(%error, "request failed"),
        }
    }
    match (error.and_then(|error| error.as_error::<AppError>()), answered.status()) {
        // A database whose disk is full is gone now and then.
        (Some(AppError::Trouble(_)), _) if is_disk_full(answered.request()) => "disk-full",
        (Some(error), _) => error.words(),
        (None, StatusCode::NOT_FOUND) => AppError::NotFound.words(),
        (None, StatusCode::METHOD_NOT_ALLOWED) => "method-not-allowed",
        (None, status) if status.is_client_error() => "bad-request",
        _ => "internal",
    }
}

fn is_disk_full(request: &HttpRequest) -> bool {
    request.app_data::<Data<Arc<App>>>().is_some_and(|app| app.disks.is_database_full())
}

/// What was sent may be done by the same form a little later, or after logging in.
fn may_help_later(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::UNAUTHORIZED
}

fn shown(request: &HttpRequest, status: StatusCode, words: &str) -> HttpResponse {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if status == StatusCode::UNAUTHORIZED && reads {
        return redirect_to_log_in(request.uri().path_and_query().map_or("/", |path| path.as_str()));
    }
    let page = Chrome::of(request).map(|chrome| {
        let title = chrome.l.t(&format!("error-{words}-title"));
        let again = if may_help_later(status) { SendAgain::of(request) } else { None };
        let body = match () {
            () if chrome.reads() || !may_help_later(status) => chrome.l.t(&format!("error-{words}-body")),
            () if RECORDS_NOTHING.contains(&request.path()) => chrome.l.t("error-not-done"),
            () => chrome.l.t(&format!("error-{words}-sent")),
        };
        let on_screen = words.starts_with("pdf-").then(|| page_of(&chrome.path)).flatten();
        ErrorPage { chrome, status: status.as_u16(), title, body, on_screen, again }
    });
    page.and_then(|page| render_as(status, &page).ok()).unwrap_or_else(|| HttpResponse::new(status))
}
