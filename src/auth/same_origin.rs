//! Refuses forms sent from other sites. Sec-Fetch-Site decides where the browser sends it, else Origin must
//! be our Host (plain-HTTP intranets get no Sec-Fetch-Site). A caller with neither is no browser.

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HOST, HeaderMap, ORIGIN};
use actix_web::middleware::Next;

use crate::error::AppError;

/// Middleware for all routes; reading is always let through.
///
/// # Errors
/// Passes through the inner service's; a refusal is a response.
pub async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !request.method().is_safe() && !is_ours(request.headers()) {
        return Ok(request.error_response(AppError::CrossSite));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn is_ours(headers: &HeaderMap) -> bool {
    let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    match (header("sec-fetch-site"), header(ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == header(HOST.as_str())
        }
        (None, None) => true,
    }
}
