//! Metrics, for Prometheus. No patient data.

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use crate::app::App;
use crate::clock;

/// Everything counted so far, how far behind the read model is, and how many PDFs are under way.
pub async fn page(app: web::Data<Arc<App>>) -> HttpResponse {
    let (number, _) = app.refresher.last();
    metrics::gauge!("posology_refresh_lag_seconds").set(app.refresher.lag().as_secs_f64());
    metrics::gauge!("posology_refresh_number").set(number as f64);
    metrics::gauge!("posology_pdf_running").set(app.pdf.running() as f64);
    metrics::gauge!("posology_pdf_waiting").set(app.pdf.waiting() as f64);
    // Without end before the first, so that whoever watches it hears of that too.
    if let Some(age) = app.downtime.now().age_seconds(clock::now()) {
        metrics::gauge!("posology_downtime_pack_age_seconds").set(age);
    }
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(app.metrics.render())
}
