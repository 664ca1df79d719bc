//! Health: is the program alive, and is it ready for people?

use std::sync::Arc;
use std::time::Duration;

use actix_web::{HttpResponse, web};
use diesel::connection::SimpleConnection;
use futures_util::future::join3;
use serde_json::json;
use tokio::time::timeout;

use crate::app::App;
use crate::auth::session;
use crate::error::AppResult;
use crate::postgres::pools::Pool;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::freshness::Replica;

/// A read model further behind than this is not to be trusted.
const LAG_ALLOWED: Duration = Duration::from_secs(10);
/// Whoever asks has an answer within a second, whatever hangs.
const ANSWERS_WITHIN: Duration = Duration::from_millis(800);

/// The program runs; asks nothing of anybody.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// Does what a request does: looks a session up, has a connection of each pool, and knows how old the lists are. 503 if
/// any of it fails or takes too long.
///
/// # Errors
/// None; what is wrong is in the answer.
pub async fn ready(app: web::Data<Arc<App>>) -> AppResult<HttpResponse> {
    let (sessions, commands, as_of) =
        join3(looks_up(&app.sessions), answers(&app.commands), lists(&app.queries.primary)).await;
    let missing_for = as_of.map_or(Duration::ZERO, |as_of| as_of.missing_for().to_std().unwrap_or_default());
    let lag = app.refresher.lag().max(missing_for);
    let is_ready = sessions && commands && as_of.is_some() && lag < LAG_ALLOWED;
    let mut answer = if is_ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    Ok(answer.json(json!({
        "ready": is_ready,
        "sessions": sessions,
        "commands": commands,
        "queries": as_of.is_some(),
        "replica": app.queries.replica.as_ref().map(Replica::answers),
        "refresh": as_of.map(|as_of| as_of.number),
        "refresh_lag_seconds": lag.as_secs_f64(),
    })))
}

async fn looks_up(sessions: &Pool) -> bool {
    let nobody = session::Token::random();
    let look = sessions.run(move |connection| Ok(session::user_of(connection, &nobody, 0, false)?.is_none()));
    timeout(ANSWERS_WITHIN, look).await.is_ok_and(|looked| looked.is_ok_and(|is_nobody| is_nobody))
}

async fn answers(pool: &Pool) -> bool {
    let nothing = pool.run(|connection| Ok(connection.batch_execute("select 1")?));
    timeout(ANSWERS_WITHIN, nothing).await.is_ok_and(|done| done.is_ok())
}

async fn lists(queries: &Pool) -> Option<AsOf> {
    let look = queries.run(|connection| Ok(as_of(connection)?));
    timeout(ANSWERS_WITHIN, look).await.ok()?.ok()
}
