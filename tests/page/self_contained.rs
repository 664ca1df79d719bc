//! Pages as one file each.

use posology::page::self_contained::self_contained;
use posology::pdf::Pdf;

use crate::support::form::{Item, prescribe};
use crate::support::hospital::{Hospital, config};
use crate::support::pdf::Paper;

const PAGES: [(&str, &[&str]); 3] = [
    ("joao.silva", &["/", "/patients", "/patients/1", "/prescriptions/1", "/patients/1/prescriptions/new", "/lapses"]),
    (
        "ana.farmacia",
        &[
            "/dispatch",
            "/triage",
            "/labels?ward=5",
            "/register/P0018",
            "/register-balance",
            "/accounting",
            "/shipments/1",
        ],
    ),
    ("rita.enfermagem", &["/wards", "/wards/5/report", "/arrivals", "/nowhere"]),
];

fn is_one_file(page: &str) {
    for outside in [
        "href=\"/",
        "href=\"http",
        "href=\"?",
        "src=\"/",
        "src=\"http",
        "action=\"",
        "<script",
        "<link",
        "<iframe",
        "hx-get",
        "http-equiv=\"refresh",
        "@import",
        "url(/",
        "url(.",
        "url(h",
        "url(\"/",
        "url(\".",
        "url(\"h",
        "url(\"data:,",
    ] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("<style>") && page.contains("font/woff2;base64,"), "the look is inside");
    assert!(page.contains("default-src 'none'"), "and nothing else is let in");
}

#[actix_web::test]
async fn every_kind_of_page_becomes_a_file_without_an_outside() {
    let hospital = Hospital::open();
    for (username, paths) in PAGES {
        let person = hospital.log_in(username).await;
        for language in ["pt-BR", "en"] {
            person.choose_language(language).await;
            for path in paths {
                let page = person.get(path).await.body;
                let file = self_contained(&page).unwrap_or_else(|error| panic!("{path}: {error}"));
                is_one_file(&file);
                assert!(file.contains(&format!("<html lang=\"{language}\">")), "{path}");
                assert_eq!(self_contained(&file).expect("again"), file, "{path} is what it was, made one file again");
                assert!(file.len() < page.len() + 500_000, "{path} has {} bytes", file.len());
            }
        }
    }
}

#[actix_web::test]
async fn a_ward_s_report_keeps_each_line_and_box() {
    let hospital = Hospital::open();
    let note = Item::paracetamol().with("note", "<script src=\"/x.js\"></script> & crush it");
    assert_eq!(prescribe(&hospital.doctor().await, 1, vec![note]).await.status, 303);
    let ward = hospital.count("select id from wards where code = 'CM-1'");
    let page = hospital.nurse().await.get(&format!("/wards/{ward}/report")).await.body;
    let file = self_contained(&page).expect("one file");
    is_one_file(&file);
    for mark in ["p-sheet__drug\"", "p-sheet__box\"", "p-sheet__allergies\"", "&#60;script", "<html lang=\"en\">"] {
        assert!(page.contains(mark), "{mark}");
        assert_eq!(file.matches(mark).count(), page.matches(mark).count(), "{mark}");
    }
    assert!(file.contains("&#38; crush it"), "what was typed stays text");
}

#[test]
fn what_leads_out_is_text_and_what_leads_within_or_beside_stays_a_link() {
    let page = "<html><head></head><body><a href=\"/patients/1\">Maria</a> <a href=\"#main\">Down</a> \
        <a href=\"ward-5.html#top\">Beside</a> <a href=\"//elsewhere.example\">Out</a> <a href=\"?until=1\">Older</a> \
        <a href=\"javascript:alert(1)\">Run</a> <img src=\"http://elsewhere.example/x.png\" alt=\"Picture\"> \
        <form action=\"/x\"><input value=\"/typed\"> kept</form><button>Send</button></body></html>";
    let file = self_contained(page).expect("one file");
    let links: Vec<&str> = file.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links, ["#main", "ward-5.html#top"]);
    for word in
        ["<a>Maria</a>", "<a>Out</a>", "<a>Older</a>", "<a>Run</a>", "alt=\"Picture\"", "value=\"/typed\"", " kept"]
    {
        assert!(file.contains(word), "{word}: {file:?}");
    }
    assert!(!file.contains("elsewhere") && !file.contains("Send") && !file.contains(" action="), "{file:?}");
}

#[test]
fn what_does_not_begin_with_its_head_is_no_file_since_no_policy_would_bind_it() {
    for page in ["<html><head></head></html>", "\n<!DOCTYPE html>\n<html lang=\"en\">\n<HEAD><title>x</title></HEAD>"] {
        let file = self_contained(page).expect("one file");
        assert!(file.to_ascii_lowercase().contains("<head><meta http-equiv=\"content-security-policy\""), "{}", &*file);
    }
    for page in [
        "",
        "Maria",
        "<p>Maria",
        "<html><body>Maria</body></html>",
        "<html><header></header></html>",
        "<html>Maria<head></head></html>",
        "<html><iframe src=\"file:///etc/passwd\"></iframe><head></head></html>",
        "<!-- --><html><head></head></html>",
        "<html title=\">\"><head></head></html>",
    ] {
        assert!(self_contained(page).is_err(), "{page}");
    }
}

/// Reads a file in every way that a document has, and writes by every kind of script.
fn hostile(files: &std::path::Path) -> String {
    let secret = |name: &str| format!("file://{}/secret.{name}", files.display());
    let (html, css, svg) = (secret("html"), secret("css"), secret("svg"));
    format!(
        "<!doctype html><html><head><style>@import url(\"{css}\"); .b {{ background: url(\"{svg}\"); height: 50px }}</style>\
         <link rel=\"stylesheet\" href=\"{css}\"></head><body><p>Printed</p><div class=\"b\"></div>\
         <div style=\"height: 50px; background: url('{svg}')\"></div><img src=\"{svg}\"><img srcset=\"{svg} 1x\">\
         <iframe src=\"{html}\"></iframe><iframe srcdoc=\"<iframe src='{html}'></iframe>\"></iframe>\
         <object data=\"{html}\"></object><embed src=\"{html}\"><svg><image href=\"{svg}\"/></svg>\
         <script>document.body.append('it ran: sesame')</script><img src=\"data:,\" onerror=\"document.body.append('it ran: sesame')\">\
         <svg><script>document.body.append('it ran: sesame')</script></svg>"
    )
}

#[actix_web::test]
async fn a_hostile_document_shows_no_file_of_the_server_and_runs_nothing() {
    let files = tempfile::tempdir().expect("a directory");
    let write = |name: &str, text: &str| std::fs::write(files.path().join(name), text).expect("written");
    write("secret.html", "<p>sesame</p>");
    write("secret.css", "p::after { content: 'sesame' }");
    write(
        "secret.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='99' height='50'><text y='20'>sesame</text></svg>",
    );
    let page = hostile(files.path());
    let refresh =
        format!("<meta http-equiv=\"refresh\" content=\"0;url=file://{}/secret.html\">", files.path().display());
    for page in [page.clone(), page.replace("<style>", &format!("{refresh}<style>"))] {
        let file = self_contained(&page).expect("one file");
        let drawn = Paper::of(&Pdf::new(&config()).render(file).await.expect("a PDF")).drawn();
        assert!(drawn.contains("Printed") && !drawn.contains("sesame"), "{drawn}");
    }
    let drawn = as_it_is(&page, files.path());
    assert!(drawn.contains("it ran: sesame") && drawn.matches("sesame").count() > 6, "it is hostile: {drawn}");
}

/// As Chromium prints it from a file of its own.
fn as_it_is(page: &str, directory: &std::path::Path) -> String {
    let [html, pdf, profile] = ["page.html", "page.pdf", "profile"].map(|name| directory.join(name));
    std::fs::write(&html, page).expect("written");
    let switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
    let mut chromium = std::process::Command::new("chromium");
    chromium.args(switches).arg(format!("--user-data-dir={}", profile.display()));
    chromium.arg(format!("--print-to-pdf={}", pdf.display())).arg(&html);
    assert!(chromium.output().expect("Chromium is installed (.ci/setup)").status.success());
    Paper::of(&std::fs::read(pdf).expect("a PDF")).drawn()
}
