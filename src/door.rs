//! The door: where browsers come in, and how it is closed so that nobody who is in it already is dropped without a word.

use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use rustix::net::Shutdown;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::language::{Language, Words};

/// Whoever knocks while all workers are busy waits; beyond this the kernel lets nobody wait.
const MAY_WAIT: i32 = 1024;
/// What somebody goes on sending after they were told to come again is read for so long: else their system might drop
/// the answer.
const HEARD_OUT_WITHIN: Duration = Duration::from_secs(1);

/// Listens on every address that a name stands for.
#[derive(Clone)]
pub struct Door(Arc<Vec<TcpListener>>);

impl Door {
    /// Opens it at `host:port`.
    ///
    /// # Errors
    /// The system's, where none of the addresses can be listened on.
    pub fn open(at: &str) -> io::Result<Self> {
        let mut failure = io::Error::other("no such address");
        let mut listeners = Vec::new();
        for address in at.to_socket_addrs()? {
            match listen(address) {
                Ok(listener) => listeners.push(listener),
                Err(error) => failure = error,
            }
        }
        if listeners.is_empty() { Err(failure) } else { Ok(Door(Arc::new(listeners))) }
    }

    /// Where it is, the port chosen by the system included.
    ///
    /// # Errors
    /// The system's.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.0.first().ok_or_else(|| io::Error::other("nothing to listen on"))?.local_addr()
    }

    /// The same door, for the web server.
    ///
    /// # Errors
    /// The system's.
    pub fn listeners(&self) -> io::Result<Vec<TcpListener>> {
        self.0.iter().map(TcpListener::try_clone).collect()
    }

    /// Closes it, for the web server as well: the next who knock are refused. Whoever the kernel let in and nobody has
    /// listened to yet is told to come again.
    pub async fn close(&self) {
        let mut between = Vec::new();
        for listener in self.0.iter() {
            // An error means that nobody waits any more.
            while let Ok((stream, _)) = listener.accept() {
                between.push(stream);
            }
            // An error means that it is closed already.
            let _ = rustix::net::shutdown(listener, Shutdown::Both);
        }
        let answer = come_again();
        let told = between.into_iter().map(|stream| tokio::time::timeout(HEARD_OUT_WITHIN, tell(stream, &answer)));
        futures_util::future::join_all(told).await;
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    rustix::net::listen(&listener, MAY_WAIT)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

async fn tell(stream: std::net::TcpStream, answer: &str) -> io::Result<()> {
    stream.set_nonblocking(true)?;
    let mut stream = TcpStream::from_std(stream)?;
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await?;
    let mut rest = [0; 4096];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}

/// Of nobody's page, as nothing was read of what they ask for: in both languages.
fn come_again() -> String {
    // No time of day is in it.
    let words = |language| Words::new(language, chrono_tz::UTC).t("stopping-come-again");
    let body = [words(Language::Portuguese), words(Language::English)].join("\n\n");
    let head = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nCache-Control: no-store\r\n";
    let length = body.len();
    format!("{head}Content-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\n\r\n{body}")
}
