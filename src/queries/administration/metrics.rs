//! Metrics, for Prometheus. No patient data.

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use crate::app::App;
use crate::clock;

/// Everything counted so far, how far behind the read model is, and how many PDFs are under way.
pub async fn page(app: web::Data<Arc<App>>) -> HttpResponse {
    let pulse = app.pulse();
    metrics::gauge!("posology_refresh_lag_seconds").set(app.refresher.lag().as_secs_f64());
    metrics::gauge!("posology_refresh_number").set(pulse.number as f64);
    if let Some(age) = app.refresher.age() {
        metrics::gauge!("posology_refresh_age_seconds").set(age.as_secs_f64());
    }
    // How long the oldest change has waited for a refresh, whoever made it.
    metrics::gauge!("posology_read_model_missing_seconds").set(pulse.missing_for().as_seconds_f64());
    metrics::gauge!("posology_database_silent_seconds").set(pulse.silent_for().as_secs_f64());
    for (name, pool) in app.pools() {
        metrics::gauge!("posology_pool_connections", "pool" => name).set(f64::from(pool.connected()));
    }
    metrics::gauge!("posology_pdf_running").set(app.pdf.running() as f64);
    metrics::gauge!("posology_pdf_waiting").set(app.pdf.waiting() as f64);
    // Without end before the first, so that whoever watches it hears of that too.
    if let Some(age) = app.downtime.now().age_seconds(clock::now()) {
        metrics::gauge!("posology_downtime_pack_age_seconds").set(age);
    }
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(app.metrics.render())
}
