//! The person behind a request, as the route's extractor hands them to a handler.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use crate::domain::role::Role;
use crate::error::{AppError, AppResult};

/// A logged-in person.
#[derive(Clone, Debug)]
pub struct User {
    pub id: i64,
    pub name: String,
    pub role: Role,
    /// Set for doctors, and only for them.
    pub doctor_id: Option<i64>,
}

impl User {
    /// Whoever the session's cookie stands for; put there by [`crate::auth::access`].
    pub fn of(request: &HttpRequest) -> Option<User> {
        request.extensions().get::<User>().cloned()
    }
}

/// A logged-in doctor.
#[derive(Clone, Debug)]
pub struct Doctor {
    pub user_id: i64,
    pub doctor_id: i64,
}

impl TryFrom<User> for Doctor {
    type Error = AppError;

    fn try_from(user: User) -> AppResult<Self> {
        let doctor_id = user.doctor_id.ok_or(AppError::Forbidden)?;
        Ok(Doctor { user_id: user.id, doctor_id })
    }
}

impl FromRequest for User {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(User::of(request).ok_or(AppError::NotLoggedIn))
    }
}

impl FromRequest for Doctor {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(User::of(request).ok_or(AppError::NotLoggedIn).and_then(Doctor::try_from))
    }
}
