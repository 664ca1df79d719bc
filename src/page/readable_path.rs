//! Paths that no page of ours has: a zero byte, which no column can hold.

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

use crate::error::AppError;

/// Middleware for all routes.
///
/// # Errors
/// Passes through the inner service's; a refusal is a response.
pub async fn readable_path(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.uri().path().contains("%00") {
        return Ok(request.error_response(AppError::NotFound));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
