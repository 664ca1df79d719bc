//! What can go wrong with a request, and which page says so.
//!
//! [`AppError`] is all that a handler returns with `?`. What a form's author can put right is not an
//! error: it is the form again, with words next to the fields.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::pdf::PdfError;
use crate::postgres::outage::one_line;
use crate::postgres::trouble::Trouble;

/// A request that cannot be answered with its page.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("not logged in")]
    NotLoggedIn,
    #[error("this role may not")]
    Forbidden,
    /// A doctor whose registration is not active (ID-8).
    #[error("the registration is not active")]
    NotRegistered,
    #[error("sent from another site")]
    CrossSite,
    #[error("no such thing")]
    NotFound,
    #[error("the request cannot be read: {0}")]
    BadRequest(&'static str),
    #[error("too large")]
    TooLarge,
    #[error("the form did not arrive in time")]
    TooSlow,
    #[error("too many log-ins from this address")]
    TooManyRequests,
    /// More people than there are connections.
    #[error("no database connection in time")]
    Busy,
    #[error(transparent)]
    Trouble(Trouble),
    #[error("database: {0}")]
    Database(diesel::result::Error),
    #[error("PDF: {0}")]
    Pdf(PdfError),
    #[error("template: {0}")]
    Template(#[from] askama::Error),
    #[error("{0}")]
    Internal(&'static str),
}

pub type AppResult<T> = Result<T, AppError>;

impl From<diesel::result::Error> for AppError {
    /// A row that isn't there is a page that isn't there; what the database cannot do now may be asked again.
    fn from(error: diesel::result::Error) -> Self {
        match (Trouble::of(&error), error) {
            (Some(trouble), error) => {
                tracing::warn!(error = one_line(&error), "the database is in trouble");
                AppError::Trouble(trouble)
            }
            (None, diesel::result::Error::NotFound) => AppError::NotFound,
            (None, error) => AppError::Database(error),
        }
    }
}

impl AppError {
    /// The stem of the texts `error-…-title` and `error-…-body`.
    pub fn words(&self) -> &'static str {
        match self {
            AppError::NotLoggedIn => "not-logged-in",
            AppError::Forbidden => "forbidden",
            AppError::NotRegistered => "not-registered",
            AppError::CrossSite => "cross-site",
            AppError::NotFound => "not-found",
            AppError::BadRequest(_) => "bad-request",
            AppError::TooLarge => "too-large",
            AppError::TooSlow => "too-slow",
            AppError::TooManyRequests => "too-many-requests",
            AppError::Busy => "busy",
            AppError::Trouble(Trouble::Unreachable) => "unreachable",
            AppError::Trouble(Trouble::Late) => "late",
            AppError::Trouble(Trouble::ReadOnly) => "read-only",
            AppError::Trouble(Trouble::DiskFull) => "disk-full",
            AppError::Pdf(PdfError::Busy) => "pdf-busy",
            AppError::Pdf(PdfError::Stopping) => "pdf-stopping",
            AppError::Pdf(PdfError::Missing) => "pdf-missing",
            AppError::Pdf(PdfError::Late) => "pdf-late",
            AppError::Pdf(PdfError::Failed(_) | PdfError::Files { .. }) => "pdf-failed",
            AppError::Database(_) | AppError::Template(_) | AppError::Internal(_) => "internal",
        }
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            AppError::NotLoggedIn => StatusCode::UNAUTHORIZED,
            AppError::Forbidden | AppError::NotRegistered | AppError::CrossSite => StatusCode::FORBIDDEN,
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::BadRequest(_) => StatusCode::BAD_REQUEST,
            AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::TooSlow => StatusCode::REQUEST_TIMEOUT,
            AppError::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            AppError::Busy
            | AppError::Trouble(_)
            | AppError::Pdf(PdfError::Busy | PdfError::Stopping | PdfError::Late) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Pdf(PdfError::Missing) => StatusCode::NOT_IMPLEMENTED,
            AppError::Database(_) | AppError::Pdf(_) | AppError::Template(_) | AppError::Internal(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    /// Without a body: the error page is put in by [`crate::page::error_page`], which knows the reader's language.
    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        let mut response = HttpResponse::build(status);
        match status {
            StatusCode::SERVICE_UNAVAILABLE => _ = response.insert_header(("Retry-After", "5")),
            StatusCode::TOO_MANY_REQUESTS => _ = response.insert_header(("Retry-After", "60")),
            _ => {}
        }
        response.finish()
    }
}
