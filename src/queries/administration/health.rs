//! Health: is the program alive, and is it ready for people?

use std::sync::Arc;
use std::time::Duration;

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::app::App;
use crate::error::AppResult;
use crate::read_model::as_of::as_of;

/// A read model further behind than this is not to be trusted.
const LAG_ALLOWED: Duration = Duration::from_secs(10);

/// The program runs.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// The database answers and the read model keeps up; 503 otherwise.
///
/// # Errors
/// None; what is wrong is in the answer.
pub async fn ready(app: web::Data<Arc<App>>) -> AppResult<HttpResponse> {
    let lag = app.refresher.lag();
    let as_of = app.read(|connection| Ok(as_of(connection)?)).await;
    let ready = as_of.is_ok() && lag < LAG_ALLOWED;
    let mut answer = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    Ok(answer.json(json!({
        "ready": ready,
        "refresh": as_of.ok().map(|as_of| as_of.number),
        "refresh_lag_seconds": lag.as_secs_f64(),
    })))
}
