//! Metrics, for Prometheus. No patient data.

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use crate::app::App;

/// Everything counted so far, and how far behind the read model is.
pub async fn page(app: web::Data<Arc<App>>) -> HttpResponse {
    let (number, _) = app.refresher.last();
    metrics::gauge!("posology_refresh_lag_seconds").set(app.refresher.lag().as_secs_f64());
    metrics::gauge!("posology_refresh_number").set(number as f64);
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(app.metrics.render())
}
