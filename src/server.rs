//! The web server: middleware around the routes, and an end without losing a request.

use std::sync::Arc;
use std::time::Duration;

use actix_web::middleware::{DefaultHeaders, from_fn};
use actix_web::{App as ActixApp, HttpServer, web};
use tokio::sync::watch;
use tracing_actix_web::TracingLogger;

use crate::app::App;
use crate::auth::same_origin::same_origin;
use crate::page::error_page::error_pages;
use crate::page::readable_path::readable_path;
use crate::request_log::RequestLog;
use crate::routes::routes;

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// Requests under way get this long to end when the server stops.
const STOP_WITHIN_SECONDS: u64 = 10;

/// A server that is bound and not yet running.
pub struct Bound {
    /// Where it listens, the port chosen by the system included.
    pub address: std::net::SocketAddr,
    app: Arc<App>,
    server: actix_web::dev::Server,
}

/// Binds the configured address.
///
/// # Errors
/// When the address cannot be listened on.
pub fn bind(app: Arc<App>) -> std::io::Result<Bound> {
    let listen = app.config.listen.clone();
    let shared = Arc::clone(&app);
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(web::Data::new(Arc::clone(&shared)))
            // The last is the outermost.
            .wrap(from_fn(readable_path))
            .wrap(from_fn(same_origin))
            .wrap(from_fn(error_pages))
            .wrap(security_headers())
            .wrap(TracingLogger::<RequestLog>::new())
            .configure(|config| routes().configure(config))
    })
    .disable_signals()
    .shutdown_timeout(STOP_WITHIN_SECONDS)
    .client_request_timeout(Duration::from_secs(10))
    // Whoever is gone is not worked for any more: a PDF is given up, and its Chromium ended.
    .h1_allow_half_closed(false)
    .bind(&listen)?;
    let address = server.addrs().first().copied().ok_or_else(|| std::io::Error::other("nothing to listen on"))?;
    Ok(Bound { address, app, server: server.run() })
}

impl Bound {
    /// Serves until `stopping` turns true; then event streams end, each Chromium is ended, and requests under way are
    /// answered: those for a PDF with when to come again.
    ///
    /// # Errors
    /// The server's.
    pub async fn run_until(self, mut stopping: watch::Receiver<bool>) -> std::io::Result<()> {
        let (handle, app) = (self.server.handle(), Arc::clone(&self.app));
        let stopper = tokio::spawn(async move {
            // An error means that the sender is gone, which asks for an end as well.
            let _ = stopping.wait_for(|stop| *stop).await;
            // At once: the server waits for whoever waits for a PDF.
            tokio::join!(handle.stop(true), app.pdf.stop());
        });
        let served = self.server.await;
        stopper.abort();
        self.app.pdf.stop().await;
        served
    }
}

fn security_headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("Content-Security-Policy", CONTENT_SECURITY_POLICY))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("X-Frame-Options", "DENY"))
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add(("Permissions-Policy", "camera=(), geolocation=(), microphone=()"))
        .add(("Cache-Control", "no-store"))
}
