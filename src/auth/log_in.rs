//! Log in: the form, and what its submit does.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::auth::credentials::{Refusal, verify};
use crate::auth::session::{self, Token};
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::{Form, Query};
use crate::page::{local_path, render, render_as, see_other};

#[derive(Deserialize, Default)]
pub struct LogInForm {
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "auth/log_in.html")]
struct LogInPage {
    chrome: Chrome,
    username: String,
    next: String,
    /// Key of the text that says why the last try failed.
    refused: Option<&'static str>,
}

/// The empty form; somebody logged in is sent on.
///
/// # Errors
/// None but the template's.
pub async fn page(chrome: Chrome, next: Query<Next>) -> AppResult<HttpResponse> {
    if chrome.user.is_some() {
        return Ok(see_other(local_path(&next.next)));
    }
    render(&LogInPage { chrome, username: String::new(), next: next.into_inner().next, refused: None })
}

/// Checks the password and begins a session; the answer is the same for a wrong name and a wrong password.
///
/// # Errors
/// [`AppError::TooManyRequests`] from an address that guesses.
pub async fn submit(
    app: web::Data<Arc<App>>,
    request: HttpRequest,
    chrome: Chrome,
    form: Form<LogInForm>,
) -> AppResult<HttpResponse> {
    let address = request.peer_addr().ok_or(AppError::BadRequest("no address"))?.ip();
    if !app.throttle.allows(address) {
        metrics::counter!("posology_passwords_refused_total", "why" => "too-many").increment(1);
        return Err(AppError::TooManyRequests);
    }
    let LogInForm { username, password, next } = form.into_inner();
    let earlier = Token::of(&request);
    let tried = match verify(&app, &username, password).await? {
        Ok(account) => Ok(begin_session(&app, account.id, earlier).await?),
        Err(Refusal::NoMatch) => Err("log-in-refused"),
        Err(Refusal::Locked) => Err("log-in-locked"),
    };
    match tried {
        Ok(token) => {
            let mut response = see_other(local_path(&next));
            response.add_cookie(&token.cookie(app.config.secure_cookies)).map_err(|_| AppError::Internal("cookie"))?;
            Ok(response)
        }
        Err(refused) => {
            render_as(StatusCode::UNPROCESSABLE_ENTITY, &LogInPage { chrome, username, next, refused: Some(refused) })
        }
    }
}

async fn begin_session(app: &App, user_id: i64, earlier: Option<Token>) -> AppResult<Token> {
    let (token, hours) = (Token::random(), app.config.session_hours);
    let begun = token.clone();
    app.write(move |connection| {
        if let Some(earlier) = earlier {
            session::end(connection, &earlier)?;
        }
        Ok(session::begin(connection, &begun, user_id, hours)?)
    })
    .await?;
    Ok(token)
}

/// Sends somebody who must log in first to the form, and back afterwards.
pub fn redirect_to_log_in(path: &str) -> HttpResponse {
    let next: String = serde_html_form::to_string([("next", path)]).unwrap_or_default();
    see_other(&format!("/login?{next}"))
}
