//! Reading what a browser sends: forms with repeated fields, and query strings.

use std::future::{Future, Ready, ready};
use std::ops::Deref;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use crate::auth::user::User;
use crate::error::{AppError, AppResult};
use crate::page::send_again::Sent;

/// Bytes that a form may have. Far more than a prescription needs, so that one with absurdly many rows is still
/// read to its end and answered in words; a browser that is cut off while sending shows no page.
const LARGEST_FORM: usize = 4 * 1024 * 1024;
/// Of somebody who has not logged in: a name, a password, a way to go on.
const LARGEST_OF_STRANGERS: usize = 16 * 1024;
/// What came with a session that has ended is offered to be sent again, up to this.
const LARGEST_KEPT: usize = 256 * 1024;
/// A thousand items have fewer.
const MOST_FIELDS: usize = 50_000;
/// A browser on a ward's network sends a form within a second.
const ARRIVES_WITHIN: Duration = Duration::from_secs(15);
/// A larger form is read off the event loop.
const LARGE: usize = 64 * 1024;

/// A posted form. Fields may repeat; their order is kept.
pub struct Form<T> {
    fields: T,
    /// The body as sent.
    pub body: String,
}

/// A query string.
pub struct Query<T>(T);

impl<T> Form<T> {
    pub fn into_inner(self) -> T {
        self.fields
    }
}

impl<T> Query<T> {
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Form<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.fields
    }
}

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

fn parse<T: DeserializeOwned>(encoded: &str) -> AppResult<T> {
    readable(encoded)?;
    serde_html_form::from_str(encoded).map_err(|_| AppError::BadRequest("a field is missing or malformed"))
}

/// Refuses more fields than any form has, and text that a person cannot have typed: broken UTF-8 or a zero byte, which
/// no column can hold. Looks only; nothing is built.
fn readable(encoded: &str) -> AppResult<()> {
    if encoded.bytes().filter(|byte| *byte == b'&').take(MOST_FIELDS).count() == MOST_FIELDS {
        return Err(AppError::TooLarge);
    }
    let broken = |text: &str| text.contains(['\u{fffd}', '\0']);
    if form_urlencoded::parse(encoded.as_bytes()).any(|(name, value)| broken(&name) || broken(&value)) {
        return Err(AppError::BadRequest("the text is not valid UTF-8"));
    }
    Ok(())
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()).map(Query))
    }
}

impl<T: DeserializeOwned + Send + 'static> FromRequest for Form<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = AppResult<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let largest = if User::of(request).is_some() { LARGEST_FORM } else { LARGEST_OF_STRANGERS };
        let (request, body) = (request.clone(), web::Payload::from_request(request, payload).into_inner());
        Box::pin(async move {
            if !is_form(&request) {
                return Err(AppError::BadRequest("not a form"));
            }
            let bytes = arrived(body, largest).await?;
            request.extensions_mut().insert(Sent(bytes.clone()));
            let is_large = bytes.len() > LARGE;
            let read = move || {
                let body = String::from_utf8(bytes.to_vec()).map_err(|_| AppError::BadRequest("not valid UTF-8"))?;
                Ok(Form { fields: parse(&body)?, body })
            };
            if !is_large {
                return read();
            }
            web::block(read).await.map_err(|_| AppError::Internal("a form was cut off"))?
        })
    }
}

/// Keeps what arrived with a request that is refused before its form is read, so that it can be sent again.
pub async fn keep_form(request: &mut ServiceRequest) {
    let payload = request.take_payload();
    let Ok(body) = web::Payload::from_request(request.request(), &mut { payload }).into_inner() else { return };
    if is_form(request.request())
        && let Ok(bytes) = arrived(Ok(body), LARGEST_KEPT).await
    {
        request.extensions_mut().insert(Sent(bytes));
    }
}

fn is_form(request: &HttpRequest) -> bool {
    let untyped = !request.headers().contains_key(CONTENT_TYPE);
    untyped || request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

async fn arrived(body: Result<web::Payload, actix_web::Error>, largest: usize) -> AppResult<Bytes> {
    let payload = body.map_err(|_| AppError::BadRequest("the body cannot be read"))?;
    let bytes = timeout(ARRIVES_WITHIN, payload.to_bytes_limited(largest)).await.map_err(|_| AppError::TooSlow)?;
    let bytes = bytes.map_err(|_| AppError::TooLarge)?;
    bytes.map_err(|_| AppError::BadRequest("the body was cut off"))
}
