//! Pages as one file each.

use posology::page::self_contained::self_contained;

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;

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
        assert!(file.contains(word), "{word}: {file}");
    }
    assert!(!file.contains("elsewhere") && !file.contains("Send") && !file.contains(" action="), "{file}");
}
