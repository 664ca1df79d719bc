//! Dispatch events: tells an open dispatch list that there was a refresh, so that it fetches itself anew.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Bytes;
use actix_web::{Error, HttpResponse, web};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::app::App;

/// A list is not told more often than this, however fast commands come.
const AT_MOST_EVERY: Duration = Duration::from_millis(300);
/// A sign of life for proxies, and how a vanished reader is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// Then the browser connects anew, and the session is looked at again.
const LONGEST: Duration = Duration::from_secs(300);

/// Server-sent events named `refreshed`, with the refresh's number.
pub async fn events(app: web::Data<Arc<App>>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(news(app.refreshes.clone(), app.stopping.clone()))
}

struct Listening {
    refreshes: watch::Receiver<i64>,
    stopping: watch::Receiver<bool>,
    not_before: Instant,
    until: Instant,
    greeted: bool,
}

fn news(
    mut refreshes: watch::Receiver<i64>,
    stopping: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Bytes, Error>> {
    refreshes.mark_changed();
    let now = Instant::now();
    let listening = Listening { refreshes, stopping, not_before: now, until: now + LONGEST, greeted: false };
    unfold(listening, next)
}

async fn next(mut listening: Listening) -> Option<(Result<Bytes, Error>, Listening)> {
    if !listening.greeted {
        listening.greeted = true;
        return Some((Ok(Bytes::from_static(b"retry: 1000\n\n")), listening));
    }
    let text = tokio::select! {
        _ = listening.stopping.wait_for(|stop| *stop) => return None,
        () = sleep_until(listening.until) => return None,
        text = news_or_sign_of_life(&mut listening.refreshes, listening.not_before) => text?,
    };
    listening.not_before = Instant::now() + AT_MOST_EVERY;
    Some((Ok(Bytes::from(text)), listening))
}

async fn news_or_sign_of_life(refreshes: &mut watch::Receiver<i64>, not_before: Instant) -> Option<String> {
    match timeout(SIGN_OF_LIFE, refreshes.changed()).await {
        Err(_) => Some(": still here\n\n".to_owned()),
        Ok(Err(_)) => None,
        Ok(Ok(())) => {
            sleep(not_before.saturating_duration_since(Instant::now())).await;
            let number = *refreshes.borrow_and_update();
            Some(format!("event: refreshed\nid: {number}\ndata: {number}\n\n"))
        }
    }
}
