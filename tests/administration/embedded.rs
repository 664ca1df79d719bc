//! The embedded PostgreSQL.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use posology::postgres::embedded::{Embedded, EmbeddedError, Settings};

use crate::support::form::{AGAIN, Item, PrescribeForm};
use crate::support::person::Person;
use crate::support::program::Program;
use crate::support::trials::trials;

fn settings(directory: &std::path::Path) -> Settings {
    Settings { data_dir: Some(directory.to_owned()), extra: Vec::new() }
}

/// The postgres user must be able to pass through.
pub fn directory() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
    directory
}

#[test]
fn data_outlives_a_restart_and_a_second_server_is_refused() {
    let parent = directory();
    let data = parent.path().join("data");
    let server = Embedded::start(&settings(&data)).expect("it starts");
    let mut connection = PgConnection::establish(&server.url("posology", "posology")).expect("it answers");
    diesel::sql_query("create table kept (x int)").execute(&mut connection).expect("a table");
    assert!(matches!(Embedded::start(&settings(&data)), Err(EmbeddedError::AlreadyRunning(_))));
    drop(connection);
    drop(server);
    let server = Embedded::start(&settings(&data)).expect("it starts again");
    let mut connection = PgConnection::establish(&server.url("posology", "posology")).expect("it answers again");
    diesel::sql_query("insert into kept values (1)").execute(&mut connection).expect("the table is there");
}

#[test]
fn a_long_path_gets_a_short_socket() {
    let parent = directory();
    let data = parent.path().join("a-long-name-for-a-directory".repeat(5));
    let server = Embedded::start(&settings(&data)).expect("it starts");
    PgConnection::establish(&server.url("posology", "posology")).expect("it answers");
}

#[test]
fn durability_is_never_switched_off() {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        fsync: String,
    }
    let parent = directory();
    let server = Embedded::start(&settings(&parent.path().join("data"))).expect("it starts");
    let mut connection = PgConnection::establish(&server.url("posology", "posology")).expect("it answers");
    let setting: Setting =
        diesel::sql_query("select current_setting('fsync') as fsync").get_result(&mut connection).expect("set");
    assert_eq!(setting.fsync, "on");
}

#[actix_web::test]
async fn a_postmaster_that_is_killed_comes_back_by_itself_within_five_seconds_and_nothing_is_lost() {
    let parent = directory();
    let data = parent.path().join("data");
    let program = Program::start_embedded(data.to_str().expect("a path"), &[]);
    let (doctor, pharmacist) = (program.log_in("joao.silva").await, program.log_in("ana.farmacia").await);
    let (mut slowest, mut notes) = (Duration::ZERO, Vec::new());
    for trial in 0..trials(60) {
        let (before, after) = (format!("before kill {trial}"), format!("after kill {trial}"));
        let patient = 1 + i64::try_from(trial % 3).expect("a number");
        assert_eq!(noted(&doctor, patient, &before).await.send(&doctor).await.status, 303);
        let form = noted(&doctor, patient + 60, &after).await;
        signal("-KILL", &postmaster(&data));
        let began = Instant::now();
        until(began, || doctor.get("/patients"), 200, &program).await;
        until(began, || form.send(&doctor), 303, &program).await;
        slowest = slowest.max(began.elapsed());
        notes.extend([(patient, before), (patient + 60, after)]);
    }
    for (patient, note) in notes {
        let page = pharmacist.get(&format!("/patients/{patient}")).await;
        page.has(&note);
    }
    assert!(slowest < Duration::from_secs(5), "it took {slowest:?}");
}

async fn noted(doctor: &Person, patient: i64, note: &str) -> PrescribeForm {
    let items = vec![Item::simeticone().with("note", note)];
    PrescribeForm::open(doctor, patient, items).await.because(AGAIN, "once more")
}

/// Asks again and again, as somebody at a browser would.
async fn until<T: Future<Output = crate::support::person::Reply>>(
    began: Instant,
    ask: impl Fn() -> T,
    status: u16,
    program: &Program,
) {
    loop {
        let reply = ask().await;
        if reply.status == status {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{}: {}\n{}", reply.status, reply.body, program.logged());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The id of the server's first process.
pub fn postmaster(data: &Path) -> String {
    let file = std::fs::read_to_string(data.join("cluster/postmaster.pid")).expect("a pid file");
    file.lines().next().expect("a pid").to_owned()
}

pub fn signal(signal: &str, process: &str) {
    assert!(Command::new("kill").args([signal, process]).status().expect("kill").success(), "{signal} {process}");
}

#[test]
fn a_server_that_hears_nothing_is_ended_all_the_same() {
    let parent = directory();
    let data = parent.path().join("data");
    let server = Embedded::start(&settings(&data)).expect("it starts");
    let session = PgConnection::establish(&server.url("posology", "posology")).expect("it answers");
    for process in processes_of(&postmaster(&data)) {
        signal("-STOP", &process);
    }
    let began = Instant::now();
    drop(server);
    assert!(began.elapsed() < Duration::from_secs(10), "it took {:?}", began.elapsed());
    drop(session);
    let server = Embedded::start(&settings(&data)).expect("nobody is left who keeps it from starting");
    PgConnection::establish(&server.url("posology", "posology")).expect("it answers again");
}

/// The postmaster and its children.
pub fn processes_of(postmaster: &str) -> Vec<String> {
    let listed = Command::new("ps").args(["-o", "pid=", "--ppid", postmaster]).output().expect("ps");
    let children = String::from_utf8(listed.stdout).expect("numbers");
    std::iter::once(postmaster).chain(children.split_whitespace()).map(str::to_owned).collect()
}
