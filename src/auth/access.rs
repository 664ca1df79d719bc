//! The gate before each route: who is this, and is their role on the route's list?

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::ACCEPT;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};

use crate::app::App;
use crate::auth::session;
use crate::auth::user::User;
use crate::domain::role::Role;
use crate::error::{AppError, AppResult};
use crate::page::input::keep_form;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Machines and browsers, without looking at any session: style sheets, health checks.
    Anything,
    /// Any person, logged in or not.
    Anyone,
    /// These roles, logged in.
    Only(&'static [Role]),
}

impl Who {
    pub fn admits(self, role: Option<Role>) -> bool {
        match self {
            Who::Anything | Who::Anyone => true,
            Who::Only(roles) => role.is_some_and(|role| roles.contains(&role)),
        }
    }
}

/// Lets a request through to its route, or refuses it.
///
/// # Errors
/// Passes through the inner service's; a refusal is a response.
pub async fn admit(
    who: Who,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if who != Who::Anything
        && let Err(refusal) = check(who, &request).await
    {
        // It can be sent again from the page that says so.
        if !request.method().is_safe() && !matches!(refusal, AppError::Forbidden) {
            keep_form(&mut request).await;
        }
        return Ok(request.error_response(refusal));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

async fn check(who: Who, request: &ServiceRequest) -> AppResult<()> {
    let user = user_of(request).await?;
    let role = user.as_ref().map(|user| user.role);
    if let Some(user) = user {
        request.extensions_mut().insert(user);
    }
    if who.admits(role) { Ok(()) } else { Err(role.map_or(AppError::NotLoggedIn, |_| AppError::Forbidden)) }
}

async fn user_of(request: &ServiceRequest) -> AppResult<Option<User>> {
    let (Some(app), Some(token)) = (request.app_data::<web::Data<Arc<App>>>(), session::Token::of(request.request()))
    else {
        return Ok(None);
    };
    let idle = i64::from(app.config.session_idle_minutes);
    let by_person = is_by_person(request);
    app.sessions.run_again_if_lost(move |connection| Ok(session::user_of(connection, &token, idle, by_person)?)).await
}

/// An open list that keeps itself fresh does not keep its session alive (SEC-4).
fn is_by_person(request: &ServiceRequest) -> bool {
    let listens = request.headers().get(ACCEPT).is_some_and(|accept| accept == "text/event-stream");
    !listens && !request.headers().contains_key("HX-Request")
}
