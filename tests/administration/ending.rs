//! The program's end: asked to stop while people work, or while its database hears nothing.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use posology::postgres::embedded::{Embedded, Settings};
use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::embedded::{directory, postmaster, processes_of, signal};
use crate::support::databases::TestDatabase;
use crate::support::form::{AGAIN, Item, PrescribeForm, hidden};
use crate::support::person::Person;
use crate::support::program::Program;
use crate::support::trials::{Seed, trials};

const ENDS_WITHIN: Duration = Duration::from_secs(10);

#[actix_web::test]
async fn whatever_was_sent_before_the_door_closed_is_answered_and_the_program_ends_in_good_order() {
    let (database, seed) = (TestDatabase::with_demo(), Seed::draw());
    let mut signed = Vec::new();
    for trial in 0..trials(100) {
        let program = Program::start(&database, &[]);
        let mut people = Vec::new();
        for place in 0..8 {
            let doctor = program.log_in("joao.silva").await;
            people.push(tokio::spawn(work(doctor, trial * 8 + place)));
        }
        tokio::time::sleep(Duration::from_millis(300 + u64::try_from(seed.pick(trial, 700)).expect("short"))).await;
        let ended = tokio::task::spawn_blocking(move || end(program)).await.expect("it ends");
        assert!(ended < ENDS_WITHIN, "it took {ended:?}");
        for person in people {
            signed.extend(person.await.expect("no request was dropped"));
        }
    }
    let connection = &mut database.connect();
    for note in signed {
        assert_eq!(prescribed(connection, &note), 1, "{note}");
    }
}

/// A browser keeps connections open for later; which of them it asks on next, nobody knows.
#[actix_web::test]
async fn whoever_goes_on_asking_on_connections_they_have_is_answered_on_each_one_last_time() {
    let database = TestDatabase::with_demo();
    let (quiet, busy) = (Duration::from_millis(200), Duration::from_millis(800));
    loop {
        let program = Program::start(&database, &[]);
        program.ready().await;
        let mut connections = Vec::new();
        for _ in 0..16 {
            let mut connection =
                TcpStream::connect(program.url.trim_start_matches("http://")).await.expect("it is open");
            assert!(asked_on(&mut connection).await.contains("200 OK"));
            connections.push(connection);
        }
        let ended = tokio::task::spawn_blocking(move || end(program));
        let (began, mut asked, mut is_quick) = (Instant::now(), Instant::now(), true);
        let mut answers = Vec::new();
        for mut connection in connections {
            tokio::time::sleep(busy / 16).await;
            is_quick &= asked.elapsed() < quiet;
            asked = Instant::now();
            answers.push((began.elapsed(), asked_on(&mut connection).await));
        }
        ended.await.expect("it ends");
        // Another try where this machine made a pause of its own.
        if is_quick && began.elapsed() < busy * 2 {
            for (after, answer) in answers {
                assert!(answer.contains("200 OK"), "{after:?} after it was asked to end: {answer:?}");
            }
            return;
        }
    }
}

/// The answer, as far as one read brings it.
async fn asked_on(connection: &mut TcpStream) -> String {
    let asked = connection.write_all(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n").await;
    let mut answer = vec![0; 4096];
    let length = match asked {
        Ok(()) => connection.read(&mut answer).await.unwrap_or_default(),
        Err(_) => 0,
    };
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

/// Asks it to end: how long it took.
fn end(mut program: Program) -> Duration {
    let began = Instant::now();
    let status = program.end("-TERM");
    assert!(status.success(), "{status}: {}", program.logged());
    began.elapsed()
}

/// Reads and prescribes until the door is closed: what was acknowledged.
async fn work(doctor: Person, place: usize) -> Vec<String> {
    let mut signed = Vec::new();
    for turn in 0.. {
        let patient = 1 + i64::try_from(place * 17 + turn).expect("a number") % 100;
        let Some((200, page)) = ask(&doctor, &format!("/patients/{patient}/prescriptions/new"), None).await else {
            break;
        };
        let note = format!("end {place} {turn}");
        let form = PrescribeForm {
            patient,
            key: hidden(&page, "key"),
            admission: hidden(&page, "admission"),
            items: vec![Item::simeticone().with("note", &note)],
            action: "sign",
            reasons: Vec::new(),
        };
        let form = form.because(AGAIN, "once more");
        match ask(&doctor, &format!("/patients/{patient}/prescriptions"), Some(&form)).await {
            Some((303, _)) => signed.push(note),
            // Nobody has recorded this patient's allergies.
            Some((422, _)) => {}
            _ => break,
        }
    }
    signed
}

/// Status and page; None once nobody listens any more. What was sent and gets no answer is the failure.
async fn ask(doctor: &Person, path: &str, form: Option<&PrescribeForm>) -> Option<(u16, String)> {
    let request = match form {
        Some(form) => doctor.request(Method::POST, path).form(&form.fields()),
        None => doctor.request(Method::GET, path),
    };
    match request.send().await {
        Ok(answer) => Some((answer.status().as_u16(), answer.text().await.expect("the whole answer"))),
        Err(error) if error.is_connect() => None,
        Err(error) => panic!("no answer: {error:?}"),
    }
}

fn prescribed(connection: &mut PgConnection, note: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let count = diesel::sql_query("select count(*) as count from prescription_items where note = $1");
    count.bind::<Text, _>(note).get_result::<Count>(connection).expect("a count").count
}

#[actix_web::test]
async fn a_database_that_stands_still_keeps_no_program_from_ending() {
    let parent = directory();
    let data = parent.path().join("data");
    let server = Embedded::start(&Settings { data_dir: Some(data.clone()), extra: Vec::new() }).expect("it starts");
    let program = Program::start_on(&server.url("posology", "posology"), &[]);
    let person = program.ready().await;
    freeze(&data);
    assert!(end_while_asked(program, person).await < ENDS_WITHIN);
    let _thawed = processes_of(&postmaster(&data)).iter().map(|process| signal("-CONT", process)).count();
}

#[actix_web::test]
async fn an_embedded_server_that_stands_still_is_ended_with_the_program() {
    let parent = directory();
    let data = parent.path().join("data");
    let program = Program::start_embedded(data.to_str().expect("a path"), &[]);
    let person = program.ready().await;
    let processes = freeze(&data);
    assert!(end_while_asked(program, person).await < ENDS_WITHIN);
    // What is killed is gone a moment later.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let alive: Vec<_> = processes.iter().filter(|process| is_alive(process)).collect();
    assert!(alive.is_empty(), "left behind: {alive:?}");
}

/// One that has ended may still be listed where nobody sweeps up.
fn is_alive(process: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status.lines().any(|line| line.starts_with("State:") && !line.contains('Z'))
}

fn freeze(data: &std::path::Path) -> Vec<String> {
    let processes = processes_of(&postmaster(data));
    for process in &processes {
        signal("-STOP", process);
    }
    processes
}

/// With requests that hang in the database.
async fn end_while_asked(program: Program, person: Person) -> Duration {
    let hanging = person.clone();
    let asking = tokio::spawn(async move {
        let log_in = hanging.request(Method::POST, "/login").form(&[("username", "nobody"), ("password", "nothing")]);
        tokio::join!(log_in.send(), hanging.request(Method::GET, "/readyz").send())
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let ended = tokio::task::spawn_blocking(move || end(program)).await.expect("it ends");
    drop(asking.await);
    ended
}
