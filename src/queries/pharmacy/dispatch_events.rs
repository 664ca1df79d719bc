//! Dispatch events: tells an open list that there was a refresh, so that it fetches itself anew, and every few seconds
//! whether what it shows is all there is.

use std::sync::Arc;
use std::time::Duration;

use actix_web::http::Method;
use actix_web::web::Bytes;
use actix_web::{Error, HttpResponse, web};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::app::App;
use crate::read_model::pulse::Pulse;

/// A list is not told more often than this, however fast commands come.
const AT_MOST_EVERY: Duration = Duration::from_millis(300);
/// A list without a sign for ten seconds is not live (FRESH-3); proxies and vanished readers are noticed by it as well.
const SIGN_EVERY: Duration = Duration::from_secs(3);
/// Then the browser connects anew, and the session is looked at again.
const LONGEST: Duration = Duration::from_secs(300);

/// Server-sent events with the newest refresh's number: `refreshed` after one, `alive` as a sign of life, and `behind`
/// in its place while the database does not answer or a change waits for a refresh.
pub async fn events(app: web::Data<Arc<App>>, method: Method) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/event-stream").insert_header(("X-Accel-Buffering", "no"));
    if method == Method::HEAD {
        return answer.finish();
    }
    answer.streaming(news(app.pulse.clone(), app.stopping.clone()))
}

struct Listening {
    pulse: watch::Receiver<Pulse>,
    stopping: watch::Receiver<bool>,
    told: Option<i64>,
    not_before: Instant,
    until: Instant,
    greeted: bool,
}

fn news(pulse: watch::Receiver<Pulse>, stopping: watch::Receiver<bool>) -> impl Stream<Item = Result<Bytes, Error>> {
    let now = Instant::now();
    let until = now + LONGEST;
    unfold(Listening { pulse, stopping, told: None, not_before: now, until, greeted: false }, next)
}

async fn next(mut listening: Listening) -> Option<(Result<Bytes, Error>, Listening)> {
    if !listening.greeted {
        listening.greeted = true;
        listening.pulse.mark_changed();
        return Some((Ok(Bytes::from_static(b"retry: 1000\n\n")), listening));
    }
    tokio::select! {
        _ = listening.stopping.wait_for(|stop| *stop) => return None,
        () = sleep_until(listening.until) => return None,
        () = news_or_time_for_a_sign(&mut listening.pulse, listening.not_before) => {}
    }
    let pulse = *listening.pulse.borrow_and_update();
    let text = sign(pulse, listening.told);
    if pulse.is_fresh() {
        listening.told = Some(pulse.number);
    }
    listening.not_before = Instant::now() + AT_MOST_EVERY;
    Some((Ok(Bytes::from(text)), listening))
}

async fn news_or_time_for_a_sign(pulse: &mut watch::Receiver<Pulse>, not_before: Instant) {
    if timeout(SIGN_EVERY, pulse.changed()).await.is_ok() {
        sleep(not_before.saturating_duration_since(Instant::now())).await;
    }
}

fn sign(pulse: Pulse, told: Option<i64>) -> String {
    let number = pulse.number;
    let name = match told {
        _ if !pulse.is_fresh() => "behind",
        Some(told) if told == number => "alive",
        _ => "refreshed",
    };
    format!("event: {name}\nid: {number}\ndata: {number}\n\n")
}
