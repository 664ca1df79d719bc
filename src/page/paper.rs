//! A page as a PDF: the same page, with the same rights, at its path with `.pdf`.

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ContentDisposition, DispositionParam,
    DispositionType,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, rt, web};
use tokio::sync::oneshot;
use tracing::Instrument;

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::page::self_contained::{OneFile, self_contained};
use crate::pdf::Turn;

/// What a PDF's path has more than its page's.
const ENDING: &str = ".pdf";

const CUT_OFF: AppError = AppError::Internal("the page was cut off");

/// Nobody frames it. The policy of our pages would bind the browser's own viewer, too.
const POLICY: &str = "frame-ancestors 'none'";

/// Waits for a turn, then runs the page's handler and prints what it made. Anything but a page passes through as it is.
///
/// # Errors
/// Passes through the inner service's.
pub async fn on_paper(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(app) = request.app_data::<web::Data<Arc<App>>>().cloned() else {
        return Ok(request.error_response(AppError::Internal("the application's state is missing")));
    };
    // Its head says no more than that it can be made.
    if request.method() == Method::HEAD {
        return Ok(request.into_response(HttpResponse::Ok().content_type("application/pdf").finish()));
    }
    let turn = match app.pdf.turn().await {
        Ok(turn) => turn,
        Err(error) => return Ok(request.error_response(AppError::Pdf(error))),
    };
    let (answer, answered) = oneshot::channel();
    // A task of its own, which keeps the turn until nothing of it works any more, whoever goes away meanwhile.
    rt::spawn(make(turn, request, next, answer).in_current_span());
    answered.await.unwrap_or_else(|_| Err(CUT_OFF.into()))
}

type Answer = Result<ServiceResponse<BoxBody>, Error>;

async fn make(
    turn: Turn,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    mut answer: oneshot::Sender<Answer>,
) {
    let answered = next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    let answered = match answered {
        Ok(page) if is_page(&page) => {
            let (request, page) = page.into_parts();
            let file = one_file(page.into_body()).await;
            tokio::select! {
                printed = print(turn, file) => Ok(on_the_way(request, printed)),
                // Nobody wants it any more.
                () = answer.closed() => return,
            }
        }
        other => other,
    };
    // Whoever asked may have gone.
    let _ = answer.send(answered);
}

fn is_page(answered: &ServiceResponse<BoxBody>) -> bool {
    let kind = answered.headers().get(CONTENT_TYPE);
    answered.status() == StatusCode::OK && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

async fn one_file(body: BoxBody) -> AppResult<OneFile> {
    let page = to_bytes(body).await.map_err(|_| CUT_OFF)?;
    web::block(move || self_contained(&String::from_utf8_lossy(&page))).await.map_err(|_| CUT_OFF)?
}

async fn print(turn: Turn, file: AppResult<OneFile>) -> AppResult<Vec<u8>> {
    turn.print(file?).await.map_err(AppError::Pdf)
}

fn on_the_way(request: HttpRequest, printed: AppResult<Vec<u8>>) -> ServiceResponse<BoxBody> {
    match printed {
        Ok(pdf) => {
            let answer = inline(pdf, file_name(request.path()));
            ServiceResponse::new(request, answer)
        }
        Err(error) => ServiceResponse::from_err(error, request),
    }
}

fn inline(pdf: Vec<u8>, name: String) -> HttpResponse {
    let parameters = vec![DispositionParam::Filename(name)];
    let shown = ContentDisposition { disposition: DispositionType::Inline, parameters };
    HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CONTENT_DISPOSITION, shown))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(pdf)
}

/// The path's words, which never are a patient's: `/wards/5/report.pdf` is `wards-5-report.pdf`.
fn file_name(path: &str) -> String {
    let kept = |sign: char| if sign.is_ascii_alphanumeric() || sign == '.' { sign } else { '-' };
    path.trim_start_matches('/').chars().map(kept).collect()
}

/// Where a page's PDF is; the query goes along.
pub fn pdf_of(page: &str) -> String {
    match page.split_once('?') {
        Some((path, query)) => format!("{path}{ENDING}?{query}"),
        None => format!("{page}{ENDING}"),
    }
}

/// Where the page of a PDF is.
pub fn page_of(pdf: &str) -> Option<String> {
    let (path, query) = pdf.split_once('?').map_or((pdf, None), |(path, query)| (path, Some(query)));
    let path = path.strip_suffix(ENDING)?;
    Some(query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}
