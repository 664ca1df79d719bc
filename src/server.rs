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
    server: actix_web::dev::Server,
}

/// Binds the configured address.
///
/// # Errors
/// When the address cannot be listened on.
pub fn bind(app: Arc<App>) -> std::io::Result<Bound> {
    let listen = app.config.listen.clone();
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(web::Data::new(Arc::clone(&app)))
            // The last is the outermost.
            .wrap(from_fn(same_origin))
            .wrap(from_fn(error_pages))
            .wrap(security_headers())
            .wrap(TracingLogger::<RequestLog>::new())
            .configure(|config| routes().configure(config))
    })
    .disable_signals()
    .shutdown_timeout(STOP_WITHIN_SECONDS)
    .client_request_timeout(Duration::from_secs(10))
    .bind(&listen)?;
    let address = server.addrs().first().copied().ok_or_else(|| std::io::Error::other("nothing to listen on"))?;
    Ok(Bound { address, server: server.run() })
}

impl Bound {
    /// Serves until `stopping` turns true; then event streams end and requests under way are answered.
    ///
    /// # Errors
    /// The server's.
    pub async fn run_until(self, mut stopping: watch::Receiver<bool>) -> std::io::Result<()> {
        let handle = self.server.handle();
        let stopper = tokio::spawn(async move {
            // An error means that the sender is gone, which asks for an end as well.
            let _ = stopping.wait_for(|stop| *stop).await;
            handle.stop(true).await;
        });
        self.server.await?;
        stopper.abort();
        Ok(())
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
