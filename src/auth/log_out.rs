//! Log out: ends the session on the server, whatever the browser keeps.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};

use crate::app::App;
use crate::auth::session::{self, Token};
use crate::error::AppResult;
use crate::page::see_other;

/// Ends the session and leads to the log-in page.
///
/// # Errors
/// A database error.
pub async fn submit(app: web::Data<Arc<App>>, request: HttpRequest) -> AppResult<HttpResponse> {
    if let Some(token) = Token::of(&request) {
        let secure = app.config.secure_cookies;
        let mut cookie = token.cookie(secure);
        app.write(move |connection| Ok(session::end(connection, &token)?)).await?;
        cookie.make_removal();
        let mut response = see_other("/login");
        if response.add_cookie(&cookie).is_ok() {
            return Ok(response);
        }
    }
    Ok(see_other("/login"))
}
