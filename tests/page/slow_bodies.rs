//! Bodies that never end: whoever sends one is answered, and let go of, wherever it goes.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::hospital::Hospital;

/// A form has fifteen seconds to arrive, and what is sent after the answer is heard out for one.
const LET_GO_WITHIN: Duration = Duration::from_secs(20);

struct Sender {
    request: &'static str,
    connection: TcpStream,
    answer: Vec<u8>,
}

impl Sender {
    fn begin(address: &str, request: &'static str) -> Self {
        let mut connection = TcpStream::connect(address).expect("a connection");
        let head = "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked";
        write!(connection, "{request} HTTP/1.1\r\nHost: {address}\r\n{head}\r\n\r\n1\r\na\r\n").expect("sent");
        connection.set_nonblocking(true).expect("ours");
        Sender { request, connection, answer: Vec::new() }
    }

    /// One more byte; whether the server has let go of it.
    fn go_on(&mut self) -> bool {
        let mut some = [0; 4096];
        let is_gone = match self.connection.read(&mut some) {
            Ok(read) => {
                self.answer.extend_from_slice(some.get(..read).unwrap_or_default());
                read == 0
            }
            Err(error) => error.kind() != ErrorKind::WouldBlock,
        };
        is_gone || self.connection.write_all(b"1\r\na\r\n").is_err()
    }
}

#[actix_web::test]
async fn a_body_that_never_ends_is_let_go_of_also_where_nobody_reads_it() {
    let hospital = Hospital::open();
    let address = hospital.url.trim_start_matches("http://").to_owned();
    let requests = [
        "POST /login",
        "POST /logout",
        "POST /lines/verification",
        "POST /no/such/page",
        "POST /healthz",
        "GET /login",
    ];
    let mut senders: Vec<Sender> = requests.iter().map(|request| Sender::begin(&address, request)).collect();
    let began = Instant::now();
    while !senders.is_empty() && began.elapsed() < LET_GO_WITHIN {
        tokio::time::sleep(Duration::from_millis(100)).await;
        senders.retain_mut(|sender| {
            let is_gone = sender.go_on();
            assert!(!is_gone || sender.answer.starts_with(b"HTTP/1.1 "), "{} had no answer", sender.request);
            !is_gone
        });
    }
    let left: Vec<&str> = senders.iter().map(|sender| sender.request).collect();
    assert_eq!(left, Vec::<&str>::new(), "still heard after {:?}", began.elapsed());
}
