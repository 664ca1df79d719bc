//! The command line and other instances, while a hospital on the same database is at work.

use std::process::Command;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use posology::postgres::migrations::run_pending;
use posology::read_model::refresher::refresh_on;

use crate::support::databases::TestDatabase;

/// Whoever migrates holds it.
const MIGRATES: &str = "select pg_advisory_lock(7061972)";
const COMPACTS: &str = "begin; select pg_advisory_xact_lock(hashtext('read_model.dispatch_lines_settled'))";
const CHANGED: &str = "update prescription_items set note = 'changed' where id = (select max(id) from prescription_items); \
    insert into read_model.touched select prescription_id from prescription_items order by id desc limit 1";

fn task(database: &TestDatabase, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_posology"));
    command.args(arguments).env("DATABASE_URL", database.url()).env("RUST_LOG", "error");
    command.stdout(std::process::Stdio::piped());
    command
}

fn verify(database: &TestDatabase, meanwhile: impl FnOnce()) -> (bool, String) {
    let verifying = task(database, &["verify-read-model"]).spawn().expect("it runs");
    meanwhile();
    let output = verifying.wait_with_output().expect("it ends");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn an_instance_with_nothing_to_do_does_not_wait_for_one_that_migrates() {
    let database = TestDatabase::with_demo();
    let mut other = database.connect();
    other.batch_execute(MIGRATES).expect("another migrates");
    let url = database.url();
    let opening = std::thread::spawn(move || run_pending(&url));
    let began = Instant::now();
    while !opening.is_finished() && began.elapsed() < Duration::from_secs(2) {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(opening.is_finished(), "it waits");
    assert_eq!(opening.join().expect("it ends").expect("it opens"), Vec::<String>::new());
}

#[test]
fn two_instances_on_an_empty_database_migrate_it_once() {
    let database = TestDatabase::empty();
    let both = [database.url(), database.url()].map(|url| std::thread::spawn(move || run_pending(&url)));
    let run = both.map(|one| one.join().expect("it ends").expect("migrated").len());
    assert!(run.contains(&0) && run.iter().any(|run| *run > 0), "{run:?}");
}

#[test]
fn what_is_on_the_lists_a_moment_later_is_no_difference_and_what_stays_is_one() {
    let database = TestDatabase::with_demo();
    let mut hospital = database.connect();
    hospital.batch_execute(CHANGED).expect("somebody works");
    let (agrees, said) = verify(&database, || {
        std::thread::sleep(Duration::from_millis(1500));
        refresh_on(&mut hospital).expect("a refresh");
    });
    assert!(agrees && said.contains("0 differences."), "{said}");
    hospital.batch_execute(&CHANGED.replace("'changed'", "'changed again'")).expect("somebody works");
    let (agrees, said) = verify(&database, || {});
    assert!(!agrees && said.contains("2 differences."), "one is missing and one is wrong: {said}");
}

#[test]
fn an_import_is_on_the_lists_also_where_a_compaction_began_before() {
    let database = TestDatabase::with_demo();
    let mut hospital = database.connect();
    let empty = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(empty.path(), super::beside_open::FORMULARY).expect("written");
    hospital.batch_execute(COMPACTS).expect("a compaction");
    let mut importing =
        task(&database, &["import", "formulary", &empty.path().to_string_lossy()]).spawn().expect("it runs");
    std::thread::sleep(Duration::from_secs(3));
    assert!(importing.try_wait().expect("ours").is_none(), "it waits for its turn");
    hospital.batch_execute("commit").expect("the compaction ends");
    assert!(importing.wait().expect("it ends").success());
}
