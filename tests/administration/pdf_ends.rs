//! Chromium's end: too late, unwanted, or with the program; with all it started, each time.

use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use posology::config::Config;
use posology::pdf::{Pdf, PdfError, sweep_up};

use crate::support::chromium::{Script, alive, exists, soon};
use crate::support::databases::TestDatabase;
use crate::support::form::{Item, PrescribeForm};
use crate::support::hospital::{Hospital, config};
use crate::support::program::Program;

const REPORT: &str = "/wards/5/report.pdf";

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
    let metrics = hospital.stranger();
    let began = Instant::now();
    while !metrics.get("/metrics").await.body.contains("posology_pdf_running 0") {
        assert!(began.elapsed() < Duration::from_secs(10), "the turns are free again");
    }
}

#[actix_web::test]
async fn a_document_that_is_not_wanted_any_more_is_given_up() {
    let (script, word) = Script::sleeping();
    let pdf = Pdf::new(&Config { chromium: Some(script.program()), ..config() });
    let unanswered = tokio::time::timeout(Duration::from_secs(1), pdf.render("<p>".to_owned())).await;
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
    let (running, waiting, ()) = tokio::join!(pdf.render(String::new()), pdf.render(String::new()), stop);
    assert!(matches!(running, Err(PdfError::Stopping)), "{running:?}");
    assert!(matches!(waiting, Err(PdfError::Stopping)), "{waiting:?}");
    assert!(matches!(pdf.turn().await, Err(PdfError::Stopping)));
    is_over(&script, &word).await;
}

#[actix_web::test]
async fn the_program_s_end_is_chromium_s_end() {
    for signal in ["-TERM", "-INT"] {
        let (script, word) = Script::sleeping();
        let chromium = script.program().display().to_string();
        let database = TestDatabase::with_demo();
        let mut program = Program::start(&database, &[("POSOLOGY_CHROMIUM", &chromium)]);
        let nurse = program.log_in("rita.enfermagem").await;
        let asked = tokio::spawn(async move { nurse.request(reqwest::Method::GET, REPORT).send().await.is_ok() });
        soon("it runs", || alive(&word) == 2).await;
        assert!(program.end(signal).success(), "in good order");
        assert_eq!(alive(&word), 0, "{signal}: nobody is left once the program has ended");
        is_over(&script, &word).await;
        drop(asked.await);
    }
}

#[actix_web::test]
async fn a_killed_program_leaves_no_chromium_and_the_next_start_removes_what_it_was_given() {
    let script = Script::of(
        "echo \"$HOME\" >> \"$notes\"\nexec chromium --remote-debugging-port=0 --headless --no-sandbox --disable-gpu --user-data-dir=\"$HOME/p\" about:blank",
    );
    let chromium = script.program().display().to_string();
    let database = TestDatabase::with_demo();
    let mut program = Program::start(&database, &[("POSOLOGY_CHROMIUM", &chromium)]);
    let nurse = program.log_in("rita.enfermagem").await;
    let asked = tokio::spawn(async move { nurse.request(reqwest::Method::GET, REPORT).send().await.is_ok() });
    soon("it runs", || script.notes().first().is_some_and(|directory| alive(directory) > 3)).await;
    assert!(!program.end("-KILL").success());
    drop(asked.await);
    let directory = script.notes().remove(0);
    soon("Chromium and its children are gone", || alive(&directory) == 0).await;
    assert!(exists(&directory), "nobody was left to remove it");
    let program = Program::start(&database, &[]);
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
    sweep_up();
    assert!(!used.exists());
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
