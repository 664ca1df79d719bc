//! What is sent without an end: whoever was answered before it all arrived is let go of.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::{Error, HttpMessage};
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::header::TRANSFER_ENCODING;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use futures_util::Stream;

/// A request's body, for whoever reads it and for the answer.
#[derive(Clone)]
struct Sent(Rc<RefCell<Payload>>);

/// An answer that holds what was sent until it is written. A body without a length that nobody holds any more is read by
/// the web server for as long as it comes; one that is held has the connection closed after the answer.
struct Answer {
    body: BoxBody,
    _sent: Sent,
}

/// Middleware for all routes; the outermost.
///
/// # Errors
/// Passes through the inner service's.
pub async fn let_go(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !request.headers().contains_key(TRANSFER_ENCODING) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let sent = Sent(Rc::new(RefCell::new(request.take_payload())));
    request.set_payload(Payload::Stream { payload: Box::pin(sent.clone()) });
    let answered = next.call(request).await?.map_into_boxed_body();
    Ok(answered.map_body(|_, body| BoxBody::new(Answer { body, _sent: sent })))
}

impl Stream for Sent {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(context)
    }
}

impl MessageBody for Answer {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}
