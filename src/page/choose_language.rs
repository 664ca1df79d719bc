//! Choose a language: kept in a cookie, because it belongs to the person at this browser.

use std::sync::Arc;

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::language::Language;
use crate::page::input::Form;
use crate::page::{local_path, see_other};

pub const COOKIE: &str = "posology_language";

#[derive(Deserialize)]
pub struct LanguageForm {
    locale: String,
    #[serde(default)]
    next: String,
}

/// Keeps the choice for a year and goes back to the page.
///
/// # Errors
/// [`AppError::BadRequest`] for a language that we don't speak.
pub async fn submit(app: web::Data<Arc<App>>, form: Form<LanguageForm>) -> AppResult<HttpResponse> {
    let language = Language::from_tag(&form.locale).ok_or(AppError::BadRequest("no such language"))?;
    let cookie = Cookie::build(COOKIE, language.tag())
        .path("/")
        .http_only(true)
        .secure(app.config.secure_cookies)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish();
    let mut response = see_other(local_path(&form.next));
    response.add_cookie(&cookie).map_err(|_| AppError::Internal("the cookie cannot be written"))?;
    Ok(response)
}
