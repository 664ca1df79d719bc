//! Chromium's end: too late, unwanted, or with the program; with all it started, each time.

use std::num::NonZeroU16;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use posology::config::Config;
use posology::pdf::{Pdf, PdfError, sweep_up};

use crate::support::chromium::{Script, alive, exists, soon};
use crate::support::databases::TestDatabase;
use crate::support::form::{Item, PrescribeForm};
use crate::support::hospital::{Hospital, config};
use crate::support::pdf::page_with;
use crate::support::person::Person;
use crate::support::program::Program;
use crate::support::trials::trials;

const REPORT: &str = "/wards/5/report.pdf";

async fn metrics_have(person: &Person, line: &str) {
    let began = Instant::now();
    while !person.get("/metrics").await.body.contains(line) {
        assert!(began.elapsed() < Duration::from_secs(20), "{line}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Nobody with the word is left, and no directory.
async fn is_over(script: &Script, word: &str) {
    assert!(!script.notes().is_empty(), "it ran");
    soon("the script and its child are gone", || alive(word) == 0).await;
    for directory in script.notes() {
        soon("its directory is gone", || !exists(&directory)).await;
    }
}

#[actix_web::test]
async fn a_chromium_that_takes_too_long_is_ended_with_its_children() {
    let (script, word) = Script::sleeping();
    let hospital = Hospital::open_with(|config| {
        config.chromium = Some(script.program());
        config.pdf_seconds = NonZeroU16::MIN;
    });
    let nurse = hospital.nurse().await;
    let began = Instant::now();
    let reply = nurse.get(REPORT).await;
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    assert_eq!(reply.status, 503);
    assert!(reply.headers.contains_key("retry-after"));
    reply.has("The PDF took too long").has("href=\"/wards/5/report\"");
    is_over(&script, &word).await;
    nurse.get("/metrics").await.has("posology_pdf_failures_total{why=\"late\"}").has("posology_pdf_running 0");
}

#[actix_web::test]
async fn whoever_goes_away_leaves_no_chromium_behind() {
    let (script, word) = Script::sleeping();
    let hospital = Hospital::open_with(|config| config.chromium = Some(script.program()));
    let nurse = hospital.nurse().await;
    for _ in 0..3 {
        let unanswered = tokio::time::timeout(Duration::from_secs(2), nurse.get(REPORT)).await;
        assert!(unanswered.is_err(), "it sleeps");
    }
    is_over(&script, &word).await;
    metrics_have(&hospital.stranger(), "posology_pdf_running 0").await;
}

fn one_at_once(script: &Script) -> Hospital {
    let chromium = script.program();
    Hospital::open_with(|config| {
        config.chromium = Some(chromium);
        config.pdf_at_once = NonZeroU16::MIN;
    })
}

#[actix_web::test]
async fn whoever_goes_away_while_waiting_leaves_the_place_to_others() {
    let (script, word) = Script::sleeping();
    let hospital = one_at_once(&script);
    let (nurse, metrics) = (hospital.nurse().await, hospital.stranger());
    let running = nurse.request(reqwest::Method::GET, REPORT).send();
    let others = async {
        metrics_have(&metrics, "posology_pdf_running 1").await;
        let unanswered = tokio::time::timeout(Duration::from_millis(500), nurse.get(REPORT)).await;
        assert!(unanswered.is_err(), "it waits");
        metrics_have(&metrics, "posology_pdf_waiting 0").await;
        metrics.get("/metrics").await.has("posology_pdf_running 1");
    };
    tokio::select! {
        answer = running => panic!("it sleeps: {answer:?}"),
        () = others => {}
    }
    is_over(&script, &word).await;
    assert_eq!(script.notes().len(), 1, "nothing was begun for who went away");
}

#[actix_web::test]
async fn whoever_goes_away_while_the_page_is_made_keeps_the_turn_until_it_is_and_no_longer() {
    use diesel::connection::SimpleConnection;
    let (script, _) = Script::sleeping();
    let hospital = one_at_once(&script);
    let (nurse, metrics) = (hospital.nurse().await, hospital.stranger());
    let mut other = hospital.database().connect();
    other.batch_execute("begin; lock table patients in access exclusive mode").expect("locked");
    let unanswered = tokio::time::timeout(Duration::from_millis(500), nurse.get(REPORT)).await;
    assert!(unanswered.is_err(), "its page waits for the lock");
    tokio::time::sleep(Duration::from_millis(300)).await;
    metrics.get("/metrics").await.has("posology_pdf_running 1");
    other.batch_execute("rollback").expect("free");
    metrics_have(&metrics, "posology_pdf_running 0").await;
    assert_eq!(alive(&script.program().to_string_lossy()), 0, "no Chromium for nobody");
}

#[actix_web::test]
async fn whoever_leaves_chromium_s_group_is_ended_too() {
    let script = Script::of("echo \"$HOME\" >> \"$notes\"\nsetsid tail -f \"$HOME/page.html\" &\nsleep 9471");
    let pdf = Pdf::new(&Config { chromium: Some(script.program()), pdf_seconds: NonZeroU16::MIN, ..config() });
    let late = pdf.render(page_with("<p>")).await;
    assert!(matches!(late, Err(PdfError::Late)), "{late:?}");
    let directory = script.notes().remove(0);
    assert_eq!((alive(&directory), exists(&directory)), (0, false));
}

#[actix_web::test]
async fn of_a_chromium_that_is_not_wanted_any_more_nobody_is_left_its_crash_handlers_included() {
    let script = Script::of(OPENS_FOR_GOOD);
    let pdf = Pdf::new(&Config { chromium: Some(script.program()), ..config() });
    let all_are_there = soon("its crash handlers are there", || {
        script
            .notes()
            .first()
            .is_some_and(|directory| alive(directory) > 4 && alive(&format!("{directory}/.config")) > 1)
    });
    tokio::select! {
        made = pdf.render(page_with("<p>")) => panic!("it stays: {made:?}"),
        () = all_are_there => {}
    }
    soon("its turn is free", || pdf.running() == 0).await;
    let directory = script.notes().remove(0);
    assert_eq!((alive(&directory), exists(&directory)), (0, false));
}

#[actix_web::test]
async fn a_document_that_is_not_wanted_any_more_is_given_up() {
    let (script, word) = Script::sleeping();
    let pdf = Pdf::new(&Config { chromium: Some(script.program()), ..config() });
    let unanswered = tokio::time::timeout(Duration::from_secs(1), pdf.render(page_with("<p>"))).await;
    assert!(unanswered.is_err(), "it sleeps");
    is_over(&script, &word).await;
    soon("its turn is free", || pdf.running() == 0).await;
}

#[actix_web::test]
async fn a_stop_ends_what_runs_and_lets_nobody_in() {
    let (script, word) = Script::sleeping();
    let pdf = Pdf::new(&Config { chromium: Some(script.program()), pdf_at_once: NonZeroU16::MIN, ..config() });
    let stop = async {
        while alive(&word) < 2 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        pdf.stop().await;
        assert_eq!((alive(&word), pdf.running()), (0, 0), "all is over when the stop is");
    };
    let (running, waiting, ()) = tokio::join!(pdf.render(page_with("")), pdf.render(page_with("")), stop);
    assert!(matches!(running, Err(PdfError::Stopping)), "{running:?}");
    assert!(matches!(waiting, Err(PdfError::Stopping)), "{waiting:?}");
    assert!(matches!(pdf.turn().await, Err(PdfError::Stopping)));
    is_over(&script, &word).await;
}

#[actix_web::test]
async fn the_program_s_end_is_chromium_s_end_and_whoever_waits_for_a_pdf_is_told_when_to_come_again() {
    for signal in ["-TERM", "-INT"] {
        let (script, word) = Script::sleeping();
        let chromium = script.program().display().to_string();
        let database = TestDatabase::with_demo();
        let environment = [("POSOLOGY_CHROMIUM", &*chromium), ("POSOLOGY_PDF_AT_ONCE", "1")];
        let mut program = Program::start(&database, &environment);
        let nurse = program.log_in("rita.enfermagem").await;
        let metrics = program.ready().await;
        let end = async {
            metrics_have(&metrics, "posology_pdf_waiting 1").await;
            soon("it runs", || alive(&word) == 2).await;
            let began = Instant::now();
            let end = tokio::task::spawn_blocking(move || (program.end(signal), program.logged()));
            let (status, logged) = end.await.expect("it ends");
            assert!(status.success(), "in good order");
            assert!(began.elapsed() < Duration::from_secs(4), "{signal}: {:?}", began.elapsed());
            assert_eq!(logged.matches("ERROR").count(), 0, "nothing went wrong: {logged}");
            assert_eq!(alive(&word), 0, "{signal}: nobody is left once the program has ended");
        };
        let (running, waiting, ()) = tokio::join!(nurse.get(REPORT), nurse.get(REPORT), end);
        for reply in [running, waiting] {
            assert_eq!(reply.status, 503, "{signal}");
            assert!(reply.headers.contains_key("retry-after"));
            reply.has("href=\"/wards/5/report\"");
        }
        is_over(&script, &word).await;
    }
}

/// A real Chromium that makes no PDF.
const OPENS_FOR_GOOD: &str = "echo \"$HOME\" >> \"$notes\"\nexec chromium --remote-debugging-port=0 --headless --no-sandbox --disable-gpu --user-data-dir=\"$HOME/p\" about:blank";

#[actix_web::test]
async fn a_pack_from_the_command_line_that_is_asked_to_stop_leaves_no_page_of_a_ward() {
    let (script, word) = Script::sleeping();
    let chromium = script.program().display().to_string();
    let (database, directory) = (TestDatabase::with_demo(), tempfile::tempdir().expect("a directory"));
    let left = directory.path().join("posology-pdf-left");
    std::fs::create_dir(&left).expect("made");
    let url = database.url();
    let environment =
        [("DATABASE_URL", &*url), ("POSOLOGY_CHROMIUM", &chromium), ("TMPDIR", &directory.path().to_string_lossy())];
    let packs = tempfile::tempdir().expect("a directory");
    let folder = packs.path().join("packs").display().to_string();
    let mut program = Program::run(&["downtime-pack", &folder], &environment);
    soon("it prints", || alive(&word) == 2).await;
    assert!(!left.exists(), "what an earlier one left is gone");
    assert!(!program.end("-INT").success(), "it has made no PDFs");
    assert_eq!(alive(&word), 0);
    assert_eq!(std::fs::read_dir(directory.path()).expect("a directory").count(), 0, "nothing is left");
    assert!(exists(&format!("{folder}/index.html")), "the pages are there");
}

#[actix_web::test]
async fn a_killed_program_leaves_no_chromium_and_the_next_start_removes_what_it_was_given() {
    let script = Script::of(OPENS_FOR_GOOD);
    let chromium = script.program().display().to_string();
    let database = TestDatabase::with_demo();
    // Its own, as other tests' programs sweep up as well.
    let directory = tempfile::tempdir().expect("a directory");
    let environment = [("POSOLOGY_CHROMIUM", &*chromium), ("TMPDIR", &*directory.path().to_string_lossy())];
    let mut program = Program::start(&database, &environment);
    let nurse = program.log_in("rita.enfermagem").await;
    let asked = tokio::spawn(async move { nurse.request(reqwest::Method::GET, REPORT).send().await.is_ok() });
    soon("it runs", || script.notes().first().is_some_and(|directory| alive(directory) > 3)).await;
    assert!(!program.end("-KILL").success());
    drop(asked.await);
    let directory = script.notes().remove(0);
    soon("Chromium and its children are gone", || alive(&directory) == 0).await;
    assert!(exists(&directory), "nobody was left to remove it");
    let program = Program::start(&database, &environment);
    program.ready().await;
    assert!(!exists(&directory), "the next one did");
}

#[test]
fn only_what_nobody_uses_is_swept_up() {
    let [left, used] = ["left", "used"].map(|name| {
        let path = std::env::temp_dir().join(format!("posology-pdf-{name}-{}", std::process::id()));
        std::fs::create_dir(&path).expect("a directory");
        path
    });
    let lock = std::fs::File::open(&used).expect("a directory");
    lock.try_lock().expect("ours");
    sweep_up();
    assert!(!left.exists() && used.exists());
    drop(lock);
    // Only root can give a directory away.
    let is_theirs = std::os::unix::fs::chown(&used, Some(65534), None).is_ok();
    sweep_up();
    assert_eq!(used.exists(), is_theirs, "another user's stays");
    if is_theirs {
        std::fs::remove_dir(&used).expect("removed");
    }
}

#[actix_web::test]
async fn whoever_sweeps_up_takes_no_directory_that_is_just_being_made() {
    let script = Script::of("printf '%%PDF-1.4\\n%%%%EOF\\n' > page.pdf");
    let pdf = Pdf::new(&Config { chromium: Some(script.program()), ..config() });
    let stop = Arc::new(AtomicBool::new(false));
    let sweeper = std::thread::spawn({
        let stop = Arc::clone(&stop);
        move || {
            while !stop.load(Ordering::Relaxed) {
                sweep_up();
            }
        }
    });
    for _ in 0..trials(500) {
        pdf.render(page_with("")).await.expect("a PDF");
    }
    stop.store(true, Ordering::Relaxed);
    sweeper.join().expect("it swept");
}

#[actix_web::test]
async fn a_doctor_whose_connection_breaks_while_signing_leaves_a_line_that_is_seen() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    for patience in [5, 25, 100] {
        let note = format!("broken off after {patience} ms");
        let form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol().with("note", &note)]).await;
        drop(tokio::time::timeout(Duration::from_millis(patience), form.send(&doctor)).await);
        tokio::time::sleep(Duration::from_secs(1)).await;
        let signed = || hospital.count(&format!("select count(*) from prescription_items where note = '{note}'")) > 0;
        let began = Instant::now();
        while pharmacist.get("/dispatch").await.body.contains(&note) != signed() {
            assert!(began.elapsed() < Duration::from_secs(5), "{note}: signed and not seen");
        }
    }
}
