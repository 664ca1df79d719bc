//! Hears of refreshes, this instance's and others', and passes the news to open pages.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use tokio::sync::watch;

/// diesel's notification iterator does not block, so it is polled.
const POLL_EVERY: Duration = Duration::from_millis(25);
const RECONNECT_AFTER: Duration = Duration::from_secs(1);

/// The newest refresh's number, as it changes. The thread ends when nobody holds a receiver any more.
///
/// # Errors
/// When no thread can be started.
pub fn listen(url: String) -> std::io::Result<watch::Receiver<i64>> {
    let (news, receiver) = watch::channel(0);
    std::thread::Builder::new().name("refresh-listener".to_owned()).spawn(move || {
        while !news.is_closed() {
            if let Err(error) = listen_once(&url, &news) {
                tracing::warn!(%error, "lost the connection that hears of refreshes; trying again");
            }
            std::thread::sleep(RECONNECT_AFTER);
        }
    })?;
    Ok(receiver)
}

fn listen_once(url: &str, news: &watch::Sender<i64>) -> Result<(), Box<dyn std::error::Error>> {
    let mut connection = PgConnection::establish(url)?;
    connection.batch_execute("listen posology_refreshed")?;
    // What was refreshed while nobody listened is news too.
    news.send_modify(|_| {});
    while !news.is_closed() {
        let mut newest = None;
        for notification in connection.notifications_iter() {
            newest = notification?.payload.parse().ok().max(newest);
        }
        if let Some(number) = newest {
            news.send_replace(number);
        }
        std::thread::sleep(POLL_EVERY);
    }
    Ok(())
}
