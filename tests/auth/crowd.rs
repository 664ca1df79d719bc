//! The change of shifts: hundreds log in at once, and memory and pages stay as they were.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::iter;

use crate::support::databases::TestDatabase;
use crate::support::person::Person;
use crate::support::program::Program;
use crate::support::trials::trials;

const AT_ONCE: usize = 16;
const MEGABYTES: u64 = 200;

/// What `/proc` says of the program, in megabytes.
fn megabytes(program: &Program, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).expect("it runs");
    let line = status.lines().find(|line| line.starts_with(name)).expect("a line");
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).expect("a number") / 1024
}

async fn log_in(url: &str, number: usize) -> u16 {
    let password = if number.is_multiple_of(5) { "wrong" } else { "posology-demo" };
    // Nobody's account is locked by it.
    let username = if password == "wrong" { "nobody" } else { "joao.silva" };
    Person::new(url).post("/login", &[("username", username), ("password", password)]).await.status
}

/// The slowest but one in a hundred.
async fn page_times(person: &Person, pages: usize) -> Duration {
    let mut times = Vec::new();
    for _ in 0..pages {
        let began = Instant::now();
        assert_eq!(person.get("/patients/1").await.status, 200);
        times.push(began.elapsed());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    times.sort();
    times[times.len() * 99 / 100 - 1]
}

#[actix_web::test]
async fn a_crowd_that_logs_in_and_keeps_its_lists_open_takes_no_memory_and_no_pages_from_others() {
    let database = TestDatabase::with_demo();
    database.use_hashes_of_the_program();
    let program = Program::start(&database, &[("POSOLOGY_LOGINS_PER_MINUTE", "100000")]);
    let doctor = program.log_in("joao.silva").await;
    let pharmacist = program.log_in("ana.farmacia").await;
    let idle = page_times(&doctor, 100).await;
    let crowd = iter(0..trials(2000)).map(|number| log_in(&program.url, number)).buffer_unordered(AT_ONCE);
    let (answers, busy) = tokio::join!(crowd.collect::<Vec<u16>>(), page_times(&doctor, 100));
    assert!(answers.iter().all(|status| matches!(status, 303 | 422 | 503)), "{answers:?}");
    let let_in = answers.iter().filter(|status| **status == 303).count();
    assert!(let_in * 10 >= answers.len() * 7, "{let_in} of {} were let in", answers.len());
    let mut streams = Vec::new();
    for _ in 0..trials(200) {
        let stream = pharmacist.request(reqwest::Method::GET, "/dispatch/events").send().await.expect("a stream");
        assert_eq!(stream.status(), 200);
        streams.push(stream);
    }
    let (now, most) = (megabytes(&program, "VmRSS"), megabytes(&program, "VmHWM"));
    println!("memory {now} MB, {most} MB at most; a page p99 {idle:?} idle, {busy:?} during the log-ins");
    assert!(most <= MEGABYTES, "{most} MB at most, {now} MB at the end");
}
