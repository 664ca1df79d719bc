//! Chromium in turn: how many at once, how many wait, and what is said where none can be had.

use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use posology::pdf::{Pdf, PdfError};

use crate::support::chromium::{Script, alive, exists, soon};
use crate::support::databases::TestDatabase;
use crate::support::hospital::{Hospital, config};
use crate::support::pdf::page_with;
use crate::support::person::Reply;
use crate::support::program::Program;
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
    let made = pdf.render(page_with("<p>Maria")).await.expect("what the script wrote");
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
    let body = format!(
        "<style>body {{ background: url(\"http://{address}/a.png\") }}</style><p style=\"background: url('http://localhost:{}/b.png')\">Printed",
        address.port()
    );
    let made = Pdf::new(&config()).render(page_with(&body)).await.expect("a PDF without its images");
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
    let (first, second) = tokio::join!(pdf.render(page_with("")), pdf.render(page_with("")));
    assert!(matches!(first, Err(PdfError::Late)), "{first:?}");
    assert!(matches!(second, Err(PdfError::Late | PdfError::Busy)), "{second:?}");
    soon("both turns are free again", || (pdf.running(), pdf.waiting()) == (0, 0)).await;
}

const MAKES_A_PDF: &str = "echo \"$HOME\" >> \"$notes\"\nprintf '%%PDF-1.4\\n%%%%EOF\\n' > page.pdf";

#[actix_web::test]
async fn a_chromium_that_has_made_its_pdf_and_does_not_end_has_made_it() {
    let script = Script::of(&format!("{MAKES_A_PDF}\nsleep 9471"));
    let pdf = Pdf::new(&posology::config::Config {
        chromium: Some(script.program()),
        pdf_seconds: NonZeroU16::MIN,
        ..config()
    });
    let made = pdf.render(page_with("")).await.expect("it is there");
    assert!(made.starts_with(b"%PDF"));
    assert!(!exists(&script.notes()[0]), "its directory is gone");
}

#[actix_web::test]
async fn what_is_told_of_a_failure_is_chromium_s_own_and_never_the_page_s() {
    let script = Script::of(
        "cat >&2 <<'END'\n\
         [9:9:1129/085753.5:ERROR:gpu/device.cc:652] no device\n\
         [9:9:1129/085753.5:ERROR:dbus/bus.cc:408] no bus\n\
         [9:9:1129/085753.5:INFO:CONSOLE:1] \"Maria said :ERROR: at home\", source: file:///page.html (1)\n\
         [9:9:1129/085753.5:ERROR:CONSOLE(1)] \"Maria Oliveira\"\n\
         Maria takes :ERROR: and :FATAL:\n\
         [9:9:1129/085753.5:FATAL:zygote.cc:127] no usable sandbox\n\
         END\n\
         exit 3",
    );
    let pdf = Pdf::new(&posology::config::Config { chromium: Some(script.program()), ..config() });
    let Err(PdfError::Failed(words)) = pdf.render(page_with("")).await else { panic!("it failed") };
    assert!(words.contains("no device") && words.contains("no usable sandbox"), "{words}");
    assert!(!words.contains("Maria") && !words.contains("no bus"), "{words}");
}

/// The same place, seen from where the tests run and from nowhere else.
fn relative(place: &std::path::Path) -> std::path::PathBuf {
    let here = std::env::current_dir().expect("a directory");
    let up: std::path::PathBuf = here.components().skip(1).map(|_| "..").collect();
    let back = std::path::Path::new("..").join(here.file_name().expect("a name"));
    back.join(up).join(place.strip_prefix("/").expect("from the root"))
}

#[actix_web::test]
async fn chromium_is_found_and_started_by_a_relative_path_too() {
    let script = Script::of(MAKES_A_PDF);
    let place = relative(&script.program());
    let pdf = Pdf::new(&posology::config::Config { chromium: Some(place.clone()), ..config() });
    assert!(pdf.chromium().is_some_and(|found| found.is_absolute() && found.ends_with("chromium")));
    pdf.render(page_with("")).await.expect("what the script wrote");
    let directory = place.parent().expect("a directory").display().to_string();
    let path = format!("{directory}:{}", std::env::var("PATH").expect("a PATH"));
    let database = TestDatabase::with_demo();
    let program = Program::start(&database, &[("PATH", &path), ("RUST_LOG", "warn")]);
    program.log_in("rita.enfermagem").await.get(REPORT).await.has("%PDF");
    assert_eq!(script.notes().len(), 2, "the one in PATH was started");
    let is_root = rustix::process::geteuid().is_root();
    assert_eq!(program.logged().contains("without its sandbox"), is_root, "{}", program.logged());
}
