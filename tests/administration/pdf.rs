//! Chromium in turn: how many at once, how many wait, and what is said where none can be had.

use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use posology::pdf::{Pdf, PdfError};

use crate::support::chromium::{Script, alive, exists, soon};
use crate::support::hospital::{Hospital, config};
use crate::support::person::Reply;
use crate::support::trials::trials;

const REPORT: &str = "/wards/5/report.pdf";
const AT_ONCE: usize = 2;

/// Counts the directories that some living process has in its command line; the most at any moment.
fn watch(script: &Arc<Script>, stop: &Arc<AtomicBool>) -> (std::thread::JoinHandle<()>, Arc<AtomicUsize>) {
    let most = Arc::new(AtomicUsize::new(0));
    let (script, stop, seen) = (Arc::clone(script), Arc::clone(stop), Arc::clone(&most));
    let watcher = std::thread::spawn(move || {
        while !stop.load(Ordering::Relaxed) {
            let directories: BTreeSet<String> = script.notes().into_iter().filter(|path| exists(path)).collect();
            let running = directories.iter().filter(|path| alive(path) > 0).count();
            seen.fetch_max(running, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(3));
        }
    });
    (watcher, most)
}

#[actix_web::test]
async fn of_two_hundred_at_once_two_are_made_some_wait_and_the_others_are_asked_to_come_again() {
    let asked = trials(200);
    let waiting = (asked / 10).max(1);
    let script = Arc::new(Script::noting());
    let hospital = Hospital::open_with(|config| {
        config.chromium = Some(script.program());
        config.pdf_at_once = NonZeroU16::new(AT_ONCE as u16).expect("not zero");
        config.pdf_waiting = waiting as u16;
        config.pdf_seconds = NonZeroU16::new(300).expect("not zero");
        config.command_connections = 16;
    });
    let nurse = hospital.nurse().await;
    let stop = Arc::new(AtomicBool::new(false));
    let (watcher, most) = watch(&script, &stop);
    let replies: Vec<Reply> = join_all((0..asked).map(|_| nurse.get(REPORT))).await;
    stop.store(true, Ordering::Relaxed);
    watcher.join().expect("it watched");
    let made = replies.iter().filter(|reply| reply.status == 200).count();
    for reply in &replies {
        match reply.status {
            200 => assert!(reply.body.starts_with("%PDF"), "a PDF"),
            503 => {
                reply.has("PDFs are being made for others").has("href=\"/wards/5/report\"");
                assert!(reply.headers["retry-after"].to_str().is_ok_and(|after| after.parse::<u32>().is_ok()));
            }
            other => panic!("{other}: {}", reply.body),
        }
    }
    assert!(made >= AT_ONCE + waiting && made < asked, "{made} of {asked} were made, {waiting} could wait");
    assert_eq!(most.load(Ordering::Relaxed), AT_ONCE, "as many as may run did, and never more");
    nurse.get("/metrics").await.has("posology_pdf_running 0").has("posology_pdf_waiting 0").has("why=\"busy\"");
    drop(hospital);
    let directories = script.notes();
    assert_eq!(directories.len(), made, "a Chromium each");
    for directory in directories {
        assert_eq!(alive(&directory), 0, "{directory} is used by nobody");
        assert!(!exists(&directory), "{directory} is gone");
    }
}

#[actix_web::test]
async fn without_chromium_the_page_says_what_to_install_and_how_to_print_nevertheless() {
    let hospital = Hospital::open_with(|config| config.chromium = Some("/nowhere/chromium".into()));
    let nurse = hospital.nurse().await;
    let reply = nurse.get(REPORT).await;
    assert_eq!(reply.status, 501);
    reply.has("Install the package chromium, or set POSOLOGY_CHROMIUM").has("print it from the browser");
    reply.has("href=\"/wards/5/report\"");
    assert_eq!(nurse.get("/wards/9999/report.pdf").await.status, 404, "what is not there is still not there");
    nurse.choose_language("pt-BR").await;
    nurse.get(REPORT).await.has("Instale o pacote chromium").has("imprima pelo navegador");
}

#[actix_web::test]
async fn a_chromium_that_fails_is_an_error_in_words_and_leaves_nothing() {
    let script = Script::of("echo \"$HOME\" >> \"$notes\"\necho 'no display' >&2\nexit 3");
    let hospital = Hospital::open_with(|config| config.chromium = Some(script.program()));
    let reply = hospital.nurse().await.get(REPORT).await;
    assert_eq!(reply.status, 500);
    reply.has("The PDF could not be made").has("print it from the browser").has_not("no display");
    assert!(!exists(&script.notes()[0]), "its directory is gone");
    hospital.stranger().get("/metrics").await.has("posology_pdf_failures_total{why=\"failed\"}");
}

#[actix_web::test]
async fn nobody_else_can_read_what_chromium_is_given_and_it_knows_no_password() {
    let script = Script::of(
        "{ stat -c '%a' .; stat -c '%a' page.html; pwd; env | cut -d= -f1 | sort | tr '\\n' ' '; echo; } >> \"$notes\"\n\
         printf '%%PDF-1.4\\n%%%%EOF\\n' > page.pdf",
    );
    let pdf = Pdf::new(&posology::config::Config { chromium: Some(script.program()), ..config() });
    let made = pdf.render("<p>Maria".to_owned()).await.expect("what the script wrote");
    assert!(made.starts_with(b"%PDF"));
    let notes = script.notes();
    assert_eq!(&notes[..2], ["700", "600"]);
    assert!(!exists(&notes[2]), "{} is gone", notes[2]);
    for name in notes[3].split_whitespace() {
        assert!(["HOME", "LANG", "PATH", "PWD", "TMPDIR", "OLDPWD", "SHLVL", "_"].contains(&name), "{name}");
    }
}

#[actix_web::test]
async fn nothing_is_fetched_over_the_network_whatever_a_document_asks_for() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a listener");
    let address = listener.local_addr().expect("an address");
    let html = format!(
        "<!doctype html><title>Out</title><p>Printed</p><img src=\"http://{address}/a.png\"><img src=\"http://localhost:{}/b.png\">",
        address.port()
    );
    let made = Pdf::new(&config()).render(html).await.expect("a PDF without its images");
    assert!(made.starts_with(b"%PDF"));
    let asked = listener.accept().map(|_| ()).expect_err("nobody came");
    assert_eq!(asked.kind(), std::io::ErrorKind::WouldBlock);
}

#[actix_web::test]
async fn who_waits_longer_than_a_pdf_may_take_is_asked_to_come_again() {
    let (script, _) = Script::sleeping();
    let pdf = Pdf::new(&posology::config::Config {
        chromium: Some(script.program()),
        pdf_at_once: NonZeroU16::MIN,
        pdf_waiting: 1,
        pdf_seconds: NonZeroU16::MIN,
        ..config()
    });
    let kept = pdf.turn().await.expect("the first turn");
    assert_eq!((pdf.running(), pdf.waiting()), (1, 0));
    assert!(matches!(pdf.turn().await, Err(PdfError::Busy)), "it waited for a second");
    drop(kept);
    assert_eq!((pdf.running(), pdf.waiting()), (0, 0));
    let (first, second) = tokio::join!(pdf.render(String::new()), pdf.render(String::new()));
    assert!(matches!(first, Err(PdfError::Late)), "{first:?}");
    assert!(matches!(second, Err(PdfError::Late | PdfError::Busy)), "{second:?}");
    soon("both turns are free again", || (pdf.running(), pdf.waiting()) == (0, 0)).await;
}
