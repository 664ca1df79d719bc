//! Reading what a browser sends: forms with repeated fields, and query strings.

use std::future::{Future, Ready, ready};
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::DeserializeOwned;

use crate::error::{AppError, AppResult};
use crate::page::send_again::Sent;

/// Bytes that a form may have. Far more than a prescription needs, so that one with absurdly many rows is still
/// read to its end and answered in words; a browser that is cut off while sending shows no page.
const LARGEST_FORM: usize = 4 * 1024 * 1024;

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

/// Text that a person cannot have typed: broken UTF-8 or a zero byte, which no column can hold.
fn readable(encoded: &str) -> AppResult<()> {
    let pairs: Vec<(String, String)> =
        serde_html_form::from_str(encoded).map_err(|_| AppError::BadRequest("the form is malformed"))?;
    let broken = |text: &String| text.contains(['\u{fffd}', '\0']);
    if pairs.iter().any(|(name, value)| broken(name) || broken(value)) {
        return Err(AppError::BadRequest("the text is not valid UTF-8"));
    }
    Ok(())
}

fn parse<T: DeserializeOwned>(encoded: &str) -> AppResult<T> {
    readable(encoded)?;
    serde_html_form::from_str(encoded).map_err(|_| AppError::BadRequest("a field is missing or malformed"))
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()).map(Query))
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = AppResult<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_form = request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let untyped = !request.headers().contains_key(CONTENT_TYPE);
        let body = web::Payload::from_request(request, payload).into_inner();
        let request = request.clone();
        Box::pin(async move {
            if !is_form && !untyped {
                return Err(AppError::BadRequest("not a form"));
            }
            let payload = body.map_err(|_| AppError::BadRequest("the body cannot be read"))?;
            let bytes = payload.to_bytes_limited(LARGEST_FORM).await.map_err(|_| AppError::TooLarge)?;
            let bytes = bytes.map_err(|_| AppError::BadRequest("the body was cut off"))?;
            request.extensions_mut().insert(Sent(bytes.clone()));
            let body = String::from_utf8(bytes.to_vec()).map_err(|_| AppError::BadRequest("not valid UTF-8"))?;
            Ok(Form { fields: parse(&body)?, body })
        })
    }
}
