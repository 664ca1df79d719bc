//! The web server: middleware around the routes, and an end without losing a request.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServerHandle, ServiceRequest, ServiceResponse};
use actix_web::http::ConnectionType;
use actix_web::middleware::{DefaultHeaders, Next, from_fn};
use actix_web::{App as ActixApp, Error, HttpServer, web};
use tokio::sync::watch;
use tracing_actix_web::TracingLogger;

use crate::app::App;
use crate::auth::same_origin::same_origin;
use crate::door::Door;
use crate::page::error_page::error_pages;
use crate::page::readable_path::readable_path;
use crate::page::unread::let_go;
use crate::request_log::RequestLog;
use crate::routes::routes;

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// The web server lets go of its listeners at once, on another thread.
const LET_GO: Duration = Duration::from_millis(5);
/// Nobody is at work any more once nobody has come in, asked or been answered for so long; a worker that has not looked
/// yet at whom it was given has done so by then.
const QUIET: Duration = Duration::from_millis(250);
/// Whoever is at work is told by each answer that it is the last on its connection, and for so long on any other that
/// their browser has; then the others are closed.
const LAST_ANSWERS: Duration = Duration::from_millis(1_500);
/// Requests under way get this long to end when the server stops; it looks once a second.
const STOP_WITHIN_SECONDS: u64 = 4;
/// All of it, whatever hangs.
const STOPPED_WITHIN: Duration = Duration::from_secs(6);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// A server that is bound and not yet running.
pub struct Bound {
    /// Where it listens, the port chosen by the system included.
    pub address: std::net::SocketAddr,
    app: Arc<App>,
    door: Door,
    server: actix_web::dev::Server,
}

/// Binds the configured address.
///
/// # Errors
/// When the address cannot be listened on.
pub fn bind(app: Arc<App>) -> std::io::Result<Bound> {
    let door = Door::open(&app.config.listen)?;
    let (shared, knocked_at) = (Arc::clone(&app), Arc::clone(&app));
    let mut server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(web::Data::new(Arc::clone(&shared)))
            // The last is the outermost.
            .wrap(from_fn(readable_path))
            .wrap(from_fn(same_origin))
            .wrap(from_fn(error_pages))
            .wrap(security_headers())
            .wrap(TracingLogger::<RequestLog>::new())
            .wrap(from_fn(last_answer))
            .wrap(from_fn(let_go))
            .configure(|config| routes().configure(config))
    })
    .disable_signals()
    .shutdown_timeout(STOP_WITHIN_SECONDS)
    .client_request_timeout(Duration::from_secs(10))
    // Whoever is gone is not worked for any more: a PDF is given up, and its Chromium ended.
    .h1_allow_half_closed(false)
    .on_connect(move |_, _| knocked_at.traffic.stir());
    for listener in door.listeners()? {
        server = server.listen(listener)?;
    }
    Ok(Bound { address: door.address()?, app, door, server: server.run() })
}

impl Bound {
    /// Serves until `stopping` turns true; then the door is closed, event streams end, each Chromium is ended, and
    /// requests under way are answered: those for a PDF with when to come again. It ends in time, whatever hangs.
    ///
    /// # Errors
    /// The server's.
    pub async fn run_until(self, mut stopping: watch::Receiver<bool>) -> std::io::Result<()> {
        let Bound { app, door, server, .. } = self;
        let (handle, ending) = (server.handle(), Arc::clone(&app));
        let asked = async move {
            // An error means that the sender is gone, which asks for an end as well.
            let _ = stopping.wait_for(|stop| *stop).await;
            // At once: the server waits for whoever waits for a PDF.
            let ended = async { tokio::join!(wind_down(handle, door, &ending), ending.pdf.stop()) };
            if tokio::time::timeout(STOPPED_WITHIN, ended).await.is_err() {
                tracing::warn!("requests under way were cut off: they did not end in time");
            }
        };
        let mut stopper = tokio::spawn(asked);
        let served = tokio::select! {
            served = server => served,
            _ = &mut stopper => Ok(()),
        };
        stopper.abort();
        app.pdf.stop().await;
        served
    }
}

/// Nobody new comes in; whoever is in gets an answer that says it is the last one on this connection.
async fn wind_down(server: ServerHandle, door: Door, app: &App) {
    server.pause().await;
    tokio::time::sleep(LET_GO).await;
    door.close().await;
    let began = Instant::now();
    while began.elapsed().min(app.traffic.quiet_for()) < QUIET && began.elapsed() < LAST_ANSWERS {
        tokio::time::sleep(LOOK_EVERY).await;
    }
    server.stop(true).await;
}

/// Once the server stops, no request follows on the same connection.
async fn last_answer(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let app = request.app_data::<web::Data<Arc<App>>>().cloned();
    let stir = || app.iter().for_each(|app| app.traffic.stir());
    stir();
    let mut answered = next.call(request).await?;
    stir();
    if app.as_ref().is_some_and(|app| *app.stopping.borrow()) {
        answered.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    Ok(answered)
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
